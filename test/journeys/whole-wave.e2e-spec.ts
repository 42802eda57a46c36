import { setTimeout as pause } from 'node:timers/promises';
import { verifyAudit } from '@rebond/platform';
import { isConvenedInTime } from '@rebond/meetings';
import { inLanes } from '../support/lanes.js';
import {
  committeesOf,
  conflictsOf,
  CONVENED,
  paris,
  SECOND,
  Sitting,
  type Committee,
} from './whole-wave/committees.js';
import { toldOutside } from './whole-wave/outsiders.js';
import { pairsOf, reviewAll, servedBy } from './whole-wave/reviews.js';
import { CASES, LANES, ok, REVIEWERS, REVIEWERS_PER_CASE, WholeWave, type WaveCase } from './whole-wave/world.js';

/** Places of the cases that are not like the others; silence decides of those that no committee examines. */
const INADMISSIBLE = [3, 53, 103, 153, 203, 253];
const INCOMPLETE = [10, 60, 110];
const UNEXAMINED = [17, 117, 217];
const LEVELS = [0, 1, 2, 3];
/** The checklist of the call, and what a territory is told of the point that is not met. */
const CHECKS = { publicBody: true, transport: true, deliberations: true };
const REASON = "Le périmètre comprend un territoire déjà lauréat de l'appel";

let wave: WholeWave;
let examined: readonly WaveCase[];
let committees: readonly Committee[];
let grid: readonly string[];
/** Mails that notify decisions. */
const DECIDED = ['candidacy.selected', 'candidacy.waitlisted', 'candidacy.rejected'];

interface Line {
  readonly candidacyId: string;
  readonly outcome: string;
}
const lists: string[] = [];
const sittings: Sitting[] = [];

const at = (places: readonly number[]): readonly WaveCase[] => places.flatMap((n) => wave.cases[n] ?? []);
const dayOf = (instant: Date | null): string | null => instant?.toISOString() ?? null;
const legalDates = async (cases: readonly WaveCase[]) =>
  (
    await wave.rows<{ at: Date | null }>(
      'select implicit_rejection_at as at from candidacies.candidacy where id = any ($1::uuid[])',
      [cases.map(({ id }) => id)],
    )
  ).map((row) => dayOf(row.at));
const statesOf = (cases: readonly WaveCase[]) =>
  wave.rows<{ state: string; n: number }>(
    `select state, count(*)::int as n from candidacies.candidacy where id = any ($1::uuid[]) group by state order by state`,
    [cases.map(({ id }) => id)],
  );
const versionOf = async ({ id }: WaveCase): Promise<number> =>
  (await wave.rows<{ version: number }>('select version from candidacies.candidacy where id = $1', [id]))[0]?.version ??
  0;
const listVersion = async (id: string): Promise<number> =>
  ok<{ version: number }>(await wave.director.get(`/api/decision-lists/${id}`)).version;
/** Does something that nobody outside may notice. */
async function unnoticed(work: () => Promise<void>): Promise<void> {
  const some = examined.filter((_, n) => n % 97 < 3).slice(0, 6);
  const hidden = { lists: [...lists], sessions: sittings.map((one) => one.view.id) };
  const before = await toldOutside(wave, some, hidden);
  await work();
  const after = await toldOutside(wave, some, hidden);
  expect(before.size).toBeGreaterThan(150);
  expect([...after].filter(([key, answer]) => before.get(key) !== answer)).toEqual([]);
}

beforeAll(async () => {
  wave = await WholeWave.begin();
}, 120_000);
afterAll(() => wave.end(), 60_000);

describe('Une relève de 300 candidatures, 60 relecteurs et 3 comités', () => {
  it('se dépose : chaque dossier a son accusé de réception et sa date de rejet implicite', async () => {
    await wave.deposit();
    await wave.worker.settled(120_000);
    // Eight months from the receipt, to the end of the same day of the month: silence rejects then (décret 2018-514, art. 7).
    expect(new Set(await legalDates(wave.cases))).toEqual(new Set(['2023-09-20T22:00:00.000Z']));
    const { mails } = wave.worker.inbox;
    expect(new Set(mails.map(({ recipients }) => recipients[0])).size).toBe(CASES);
    expect(mails.every(({ text }) => text.includes('réputée rejetée le 21 septembre 2023'))).toBe(true);
    expect(mails.some(({ text }) => /réputée acceptée/.test(text))).toBe(false);
  }, 240_000);

  it('n’est montrée à qui la juge qu’une fois ses conflits déclarés ; un récusé n’en voit plus rien', async () => {
    const [first] = wave.reviewers;
    const seenBy = async (): Promise<number | undefined> =>
      (await first?.get<{ total?: number; items: readonly unknown[] }>('/api/candidacies?limit=100'))?.body.items
        .length;
    expect(await seenBy()).toBe(0);
    await wave.declare(wave.reviewers, (n) => conflictsOf(wave, n));
    await wave.declare([wave.director, wave.officer, ...wave.office], () => []);
    expect(await seenBy()).toBe(100);
    const statuses = await inLanes(wave.reviewers, LANES, async (one, n) => {
      const [id = ''] = conflictsOf(wave, n);
      return (await one.get(`/api/candidacies/${id}`)).status;
    });
    expect(new Set(statuses)).toEqual(new Set([404]));
  }, 120_000);

  it('est recevable ou non, motifs donnés ; un complément suspend le délai légal et le relance', async () => {
    const completed = at(INCOMPLETE);
    const asked = await inLanes(completed, LANES, async ({ id }) => {
      const body = { fields: ['needs'], message: 'Précisez les besoins.', days: 20 };
      return ok<{ request: string }>(
        await wave.officer.post(`/api/candidacies/${id}/completion-requests`, body, { ifMatch: 2 }),
        201,
      );
    });
    // To the end of the delay given, the twentieth day after this one.
    expect(new Set(await legalDates(completed))).toEqual(new Set(['2023-10-10T22:00:00.000Z']));
    wave.clock.set('2023-02-07T09:00+01:00[Europe/Paris]');
    await inLanes(completed, LANES, async ({ id, lead }, n) => {
      const request = asked[n]?.request ?? '';
      ok(await lead.post(`/api/candidacies/${id}/completion-requests/${request}/answer`, {}, { ifMatch: 3 }));
    });
    // Answered after five days: these count, and no more.
    expect(new Set(await legalDates(completed))).toEqual(new Set(['2023-09-25T22:00:00.000Z']));
    const versions = new Map(completed.map(({ id }) => [id, 4]));
    const refused = new Set(at(INADMISSIBLE).map(({ id }) => id));
    const path = (id: string): string => `/api/candidacies/${id}/admissibility`;
    const [any = ''] = refused;
    const unreasoned = { admissible: false, checks: { ...CHECKS, perimeter: true } };
    expect(await wave.officer.post(path(any), unreasoned, { ifMatch: 2 })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reasons', code: 'reason-required' }] },
    });
    await wave.worker.settled(120_000);
    wave.worker.inbox.clear();
    await inLanes(wave.cases, LANES, async ({ id }) => {
      const body = { admissible: !refused.has(id), checks: { ...CHECKS, perimeter: !refused.has(id) } };
      ok(await wave.officer.post(path(id), body, { ifMatch: versions.get(id) ?? 2 }));
    });
    await wave.worker.settled(120_000);
    const said = at(INADMISSIBLE).map(({ lead }) => wave.worker.inbox.to(lead.seat.email));
    expect(said.map((mails) => mails.length)).toEqual(INADMISSIBLE.map(() => 1));
    for (const [mail] of said) {
      expect(mail?.text).toContain(REASON);
      expect(mail?.text).toContain('tribunal administratif');
    }
    examined = wave.cases.filter((one) => !refused.has(one.id));
    expect(await statesOf(examined)).toEqual([{ state: 'submitted', n: CASES - INADMISSIBLE.length }]);
  }, 120_000);

  it('a un instructeur : c’est lui qu’avertit l’approche de la date, avec la direction, et non toute la Banque', async () => {
    const versions = new Map(
      (await wave.rows<{ id: string; version: number }>('select id, version from candidacies.candidacy')).map((one) => [
        one.id,
        one.version,
      ]),
    );
    for (let from = 0; from < examined.length; from += 100) {
      const cases = examined.slice(from, from + 100).map(({ id }) => ({ id, version: versions.get(id) ?? 0 }));
      const act = { act: 'assign', officer: wave.officer.seat.seatId, cases };
      const { rows } = ok<{ rows: { done: boolean }[] }>(await wave.officer.post('/api/worklist/batches', act), 201);
      expect(rows.every(({ done }) => done)).toBe(true);
    }
  }, 120_000);

  it('reçoit l’avis du préfet et de la Région compétents, et de nul autre', async () => {
    await inLanes(examined, LANES, async ({ id }) => {
      ok(await wave.officer.post(`/api/candidacies/${id}/opinions`, undefined), 201);
    });
    const asked = await wave.rows<{ id: string; candidacy: string; organisation: string }>(
      'select id, candidacy_id as candidacy, organisation_id as organisation from candidacies.opinion',
    );
    expect(asked).toHaveLength(2 * examined.length);
    const byOrganisation = new Map(
      [...wave.authorities.values()].map((one) => [one.seat.organisationId as string, one]),
    );
    await inLanes(asked, LANES, async ({ id, candidacy, organisation }) => {
      const body = byOrganisation.get(organisation);
      if (!body) throw new Error('Asked of an unknown body');
      ok(await body.post(`/api/candidacies/${candidacy}/opinions/${id}/answer`, { stance: 'favourable' }));
    });
    const [one] = examined;
    const stranger = [...wave.authorities].find(
      ([place]) => place !== one?.departement && place !== `R${one?.region ?? ''}`,
    );
    expect((await stranger?.[1].get(`/api/candidacies/${one?.id ?? ''}/opinions`))?.status).toBe(404);
  }, 120_000);

  it('s’affecte équitablement : autant de relecteurs chacune, des charges tenues, aucun conflit, le moins servi au mieux', async () => {
    await inLanes(wave.reviewers, LANES, async ({ seat }, n) => {
      const enrolment = { ...wave.expertiseOf(n), maxLoad: 18 };
      ok(await wave.director.put(`/api/waves/${wave.waveId}/reviewers/${seat.seatId}`, enrolment));
    });
    const round = `/api/waves/${wave.waveId}/review-round`;
    expect(ok(await wave.director.post(`${round}/proposal`, { seed: 7 }))).toEqual({ proven: true });
    ok(await wave.director.post(`${round}/validation`, undefined, { ifMatch: 1 }));
    const pairs = await pairsOf(wave);
    const loads = [...Map.groupBy(pairs, ({ seat }) => seat).values()].map((mine) => mine.length);
    const teams = [...Map.groupBy(pairs, ({ candidacy }) => candidacy).values()];
    expect(teams).toHaveLength(examined.length);
    expect(new Set(teams.map((team) => new Set(team.map(({ seat }) => seat)).size))).toEqual(
      new Set([REVIEWERS_PER_CASE]),
    );
    expect(loads).toHaveLength(REVIEWERS);
    expect(Math.max(...loads)).toBeLessThanOrEqual(18);
    expect(Math.min(...loads)).toBeGreaterThanOrEqual(
      Math.floor((examined.length * REVIEWERS_PER_CASE) / REVIEWERS / 2),
    );
    const conflicts = new Set(
      wave.reviewers.flatMap(({ seat }, n) => conflictsOf(wave, n).map((id) => `${seat.seatId} ${id}`)),
    );
    expect(pairs.filter(({ seat, candidacy }) => conflicts.has(`${seat} ${candidacy}`))).toEqual([]);
    const [solved] = await wave.rows<{ min: number; total: number }>(
      'select min_affinity as min, total_affinity as total from selection.review_round where wave_id = $1',
      [wave.waveId],
    );
    const served = servedBy(wave, pairs);
    expect({ min: Math.min(...served), total: served.reduce((sum, one) => sum + one, 0) }).toEqual(solved);
  }, 120_000);

  it('se relit sans que nul lise la note d’un autre avant d’avoir remis la sienne ; les écarts se signalent', async () => {
    wave.clock.set('2023-02-20T09:00+01:00[Europe/Paris]');
    const { definition } = ok<{ definition: { grid: { criteria: { key: string }[] } } }>(
      await wave.director.get('/api/calls/rebond-industriel'),
    );
    grid = definition.grid.criteria.map(({ key }) => key);
    const pairs = await pairsOf(wave);
    const places = new Map(wave.cases.map(({ id }, n) => [id, n]));
    const placeOf = (id: string): number => places.get(id) ?? 0;
    const diverging = examined.filter((one) => placeOf(one.id) % 50 === 5);
    const isDiverging = new Set(diverging.map(({ id }) => id));
    const level = (id: string, n: number): number =>
      isDiverging.has(id) && n % REVIEWERS_PER_CASE === 0
        ? 0
        : isDiverging.has(id)
          ? 3
          : (LEVELS[placeOf(id) % 4] ?? 0);
    const read = await reviewAll(wave, pairs, ({ candidacy }, n) => level(candidacy, n), grid);
    expect(read.readBefore).toBe(0);
    expect(read.readAfter).toBeGreaterThan(0);
    const flagged = await inLanes(examined, LANES, async ({ id }) => {
      const { divergence } = ok<{ divergence: { isFlagged: boolean } }>(
        await wave.director.get(`/api/candidacies/${id}/reviews`),
      );
      return divergence.isFlagged ? [id] : [];
    });
    expect(new Set(flagged.flat())).toEqual(isDiverging);
  }, 240_000);

  it('s’examine en trois comités convoqués dans les délais, dont un sans quorum, puis convoqué à nouveau', async () => {
    wave.clock.set(CONVENED);
    const unexamined = new Set(at(UNEXAMINED).map(({ id }) => id));
    committees = committeesOf(
      wave,
      examined.filter(({ id }) => !unexamined.has(id)),
    );
    const [first] = committees as [Committee];
    await expect(Sitting.convene(wave, { ...first, at: '2023-03-20T10:00' })).rejects.toThrow('too-short-notice');
    for (const one of committees) sittings.push(await Sitting.convene(wave, one));
    for (const { view } of sittings)
      expect(isConvenedInTime(wave.clock.now(), Temporal.Instant.from(view.startsAt), 5)).toBe(true);
    for (const [k, { officers, at: day, cases }] of committees.entries()) {
      const [a, b, c, d] = officers as [
        (typeof officers)[0],
        (typeof officers)[0],
        (typeof officers)[0],
        (typeof officers)[0],
      ];
      if (k < 2) ok(await d.put(`${sittings[k]?.path ?? ''}/proxy`, { holder: c.seat.seatId }));
      wave.clock.set(paris(day));
      let sitting = sittings[k] as Sitting;
      const everybody = [wave.director, wave.office[1], wave.office[2], a, b, c];
      await sitting.reread();
      await sitting.attend(k < 2 ? everybody : [wave.director, wave.office[2]]);
      if (k === 2) {
        expect(await sitting.refusal('opening')).toBe('no-quorum');
        await sitting.act('adjournment');
        const when = {
          startsAt: Temporal.Instant.from(paris(SECOND).replace(/\[.*$/, '')).toString(),
          place: 'Salle 6',
        };
        await sitting.act('second-convocation', when, 201);
        sittings[k] = sitting;
        wave.clock.set(paris(SECOND));
        await sitting.attend([wave.director, wave.office[1], wave.office[2], a]);
        expect(sitting.view.quorum).toMatchObject({ required: 0, isReached: true });
      }
      await unnoticed(async () => {
        await sitting.act('opening');
        await sitting.decideAll(grid);
        lists.push(await sitting.conclude());
      });
      // Whoever is recused from a case on the agenda left its point, and is shown nothing of it.
      const recused = conflictsOf(wave, k * 4).filter((id) => cases.some((one) => one.id === id));
      const seen = ok<{ items: readonly { candidacyId: string | null }[] }>(await a.get(sitting.path));
      expect(seen.items.filter(({ candidacyId }) => recused.includes(candidacyId ?? ''))).toEqual([]);
      expect(seen.items).toHaveLength(cases.length - recused.length);
      sitting = sittings[k] as Sitting;
    }
    expect(await statesOf(examined)).toEqual([{ state: 'submitted', n: examined.length }]);
  }, 240_000);

  it('s’arrête à deux personnes, avec ses lettres, et nul ne le sait avant l’annonce', async () => {
    const [differs, validates] = wave.office;
    const path = (id: string): string => `/api/decision-lists/${id}`;
    const [first = ''] = lists;
    const listed = ok<{ lines: readonly Line[] }>(await wave.director.get(path(first)));
    const changed = listed.lines.find(({ outcome }) => outcome === 'reject') as Line;
    const difference = {
      candidacyId: changed.candidacyId,
      outcome: 'waitlist',
      reasons: [],
      reason: 'À revoir en juin.',
    };
    ok(await differs.post(`${path(first)}/differences`, { differences: [difference] }, { ifMatch: 1 }));
    for (const by of [wave.director, differs])
      expect(await by.post(`${path(first)}/validation`, undefined, { ifMatch: 2 })).toMatchObject({
        status: 422,
        body: { code: 'same-person' },
      });
    await unnoticed(async () => {
      for (const [k, id] of lists.entries())
        ok(await validates.post(`${path(id)}/validation`, undefined, { ifMatch: k === 0 ? 2 : 1 }));
      // Nothing of a listed case changes any more, by any act of the office.
      const completion = { fields: ['needs'], message: 'Précisez.', days: 20 };
      const asked = `/api/candidacies/${changed.candidacyId}/completion-requests`;
      expect(await wave.officer.post(asked, completion, { ifMatch: 3 })).toMatchObject({
        body: { code: 'frozen-by-list' },
      });
    });
    const frozen = await wave.rows<{ number: number; letters: number; lines: number; two: boolean }>(
      `select l.number, l.size as lines, l.proposed_by_person <> l.validated_by_person as two,
              (select count(*)::int from selection.letter t where t.list_id = l.id) as letters
         from selection.decision_list l where l.wave_id = $1 order by l.number`,
      [wave.waveId],
    );
    expect(frozen.map(({ number, two }) => [number, two])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect(frozen.map(({ letters }) => letters)).toEqual(frozen.map(({ lines }) => lines));
    expect(frozen.reduce((sum, { lines }) => sum + lines, 0)).toBe(examined.length - UNEXAMINED.length);
    const mails = await wave.rows(`select 1 from platform.mail where kind = any ($1)`, [DECIDED]);
    expect(mails).toEqual([]);
  }, 240_000);

  it('s’annonce d’un coup, maintenant ou à sa date, sans qui s’est retiré ; chacun reçoit un courriel', async () => {
    const [a = '', b = '', c = ''] = lists;
    const leaving = committees[0]?.cases.at(-1) as WaveCase;
    ok(await leaving.lead.post(`/api/candidacies/${leaving.id}/withdrawal`, {}, { ifMatch: await versionOf(leaving) }));
    await wave.worker.settled(120_000);
    wave.worker.inbox.clear();
    const moved = async (list: string): Promise<number> =>
      (
        await wave.rows<{ n: number }>(
          `select count(*)::int as n from selection.decision_line d join candidacies.candidacy c on c.id = d.candidacy_id
            where d.list_id = $1 and d.struck_at is null and c.state <> 'submitted'`,
          [list],
        )
      )[0]?.n ?? 0;
    /** Announces while another connection looks on: all of the list's cases have moved, or none. */
    const announce = async (list: string): Promise<void> => {
      const seen = new Set<number>();
      const told = new AbortController();
      const watching = (async () => {
        do seen.add(await moved(list));
        while (!told.signal.aborted);
      })();
      const seenVersion = { ifMatch: await listVersion(list) };
      ok(await wave.office[1].post(`/api/decision-lists/${list}/announcement`, undefined, seenVersion));
      told.abort();
      await watching;
      const all = await moved(list);
      expect(all).toBeGreaterThan(50);
      expect([...seen].filter((n) => n !== 0 && n !== all)).toEqual([]);
    };
    await announce(a);
    const when = { at: '2023-04-20T11:00:00+02:00' };
    ok(
      await wave.office[1].post(`/api/decision-lists/${b}/announcement-date`, when, { ifMatch: await listVersion(b) }),
    );
    expect(await moved(b)).toBe(0);
    wave.clock.set('2023-04-20T11:00+02:00[Europe/Paris]');
    while ((await moved(b)) === 0) await pause(100);
    await announce(c);
    await wave.worker.settled(120_000);

    const going = committees.flatMap(({ cases }) => cases).filter((one) => one.id !== leaving.id);
    const sent = await wave.rows<{ id: string; kind: string; to: string }>(
      'select candidacy_id as id, kind, recipient as to from platform.mail where kind = any ($1) and sent_at is not null',
      [DECIDED],
    );
    expect(sent).toHaveLength(going.length);
    expect(new Set(sent.map(({ id, to }) => `${id} ${to}`))).toEqual(
      new Set(going.map(({ id, lead }) => `${id} ${lead.seat.email}`)),
    );
    const told = new Set(sent.map(({ to }) => to));
    const decided = wave.worker.inbox.mails.filter(({ recipients }) => told.has(recipients[0] ?? ''));
    expect(decided).toHaveLength(going.length);
    expect(new Set(decided.map(({ messageId }) => messageId)).size).toBe(going.length);
    const rejected = new Set(sent.filter(({ kind }) => kind === 'candidacy.rejected').map(({ to }) => to));
    const unfavourable = decided.filter(({ recipients }) => rejected.has(recipients[0] ?? ''));
    expect(unfavourable.length).toBeGreaterThan(200);
    for (const { text } of unfavourable) {
      expect(text).toMatch(/Critère/);
      expect(text).toMatch(/Constat n° \d+/);
      expect(text).toMatch(/tribunal administratif/);
      expect(text).toMatch(/deux mois/);
    }
    expect(await statesOf([leaving])).toEqual([{ state: 'withdrawn', n: 1 }]);
  }, 240_000);

  it('ne s’accepte jamais par silence : alertes, puis rejet implicite à la date', async () => {
    const silent = at(UNEXAMINED);
    expect(await statesOf(silent)).toEqual([{ state: 'submitted', n: silent.length }]);
    wave.worker.inbox.clear();
    // Sixty days before it.
    wave.clock.set('2023-07-24T10:00+02:00[Europe/Paris]');
    await wave.worker.settled(120_000);
    const warned = wave.worker.inbox
      .to(wave.director.seat.email)
      .filter(({ subject }) => /rejet implicite/.test(subject));
    const waiting = await wave.rows('select 1 from candidacies.candidacy where state = any ($1)', [
      ['submitted', 'waitlisted'],
    ]);
    expect(warned).toHaveLength(waiting.length);
    expect(wave.worker.inbox.to(wave.officer.seat.email)).toHaveLength(waiting.length);
    expect(wave.reviewers.flatMap(({ seat }) => wave.worker.inbox.to(seat.email))).toEqual([]);
    expect(wave.worker.inbox.to(silent[0]?.lead.seat.email ?? '')).toEqual([]);
    wave.clock.set('2023-09-21T00:00+02:00[Europe/Paris]');
    while ((await statesOf(silent))[0]?.state !== 'rejected') await pause(100);
    await wave.worker.settled(120_000);
    const outcomes = await wave.rows(
      'select distinct state, rejection from candidacies.candidacy where id = any ($1::uuid[])',
      [silent.map(({ id }) => id)],
    );
    expect(outcomes).toEqual([{ state: 'rejected', rejection: 'implicit' }]);
    for (const { lead } of silent)
      expect(
        wave.worker.inbox
          .to(lead.seat.email)
          .map(({ text }) => text)
          .join(),
      ).toContain('tribunal administratif');
  }, 240_000);

  it('laisse un journal dont chaque chaîne se vérifie', async () => {
    expect((await verifyAudit(wave.databaseUrl)).faults).toEqual([]);
  }, 60_000);
});
