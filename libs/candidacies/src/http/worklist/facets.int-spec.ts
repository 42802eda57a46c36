import type { QueryRunner } from 'typeorm';
import type { CandidacyId, Siren } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import { Worklist1760000000015 } from '../../../../../database/migrations/0015-worklist.js';
import { CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import type { Api } from '../../../../../test/support/api.js';
import { Cases } from '../../application/cases.js';
import { nextActor } from '../../domain/next-actor.js';
import type { CaseContext } from '../../domain/guards.js';
import type { CaseState } from '../../domain/machine.js';

const DOUAI = '200044618' as Siren;

let journey: CaseJourney;
let office: Api;
let ales: Api;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  ({ office, ales } = journey);
});
afterAll(() => journey.end());

interface Facets {
  readonly state: string;
  readonly wave_id: string;
  readonly next_actor: string | null;
  readonly next_since: Date;
  readonly next_due: Date | null;
  readonly officer_seat_id: string | null;
  readonly last_change: Date;
  readonly last_state_change: Date;
}

const one = async <T>(sql: string, id: string): Promise<T> => (await journey.judge.query(sql, [id])).rows[0] as T;

const stored = (id: string): Promise<Facets> =>
  one(
    `select state, wave_id, next_actor, next_since, nullif(next_due, 'infinity') as next_due, officer_seat_id,
            last_change, last_state_change from candidacies.case_facets where candidacy_id = $1`,
    id,
  );

interface Entry {
  readonly at: Date;
  readonly audience: string;
  readonly facts: { readonly event?: string; readonly to?: CaseState };
}

/** The facets told again from nothing but the journal, the row and the requests. */
async function toldAgain(id: string): Promise<Facets> {
  const { rows: entries } = await journey.judge.query<Entry>(
    `select at, audience, canonical::jsonb -> 'facts' as facts from platform.audit_entry
      where stream = 'candidacy:' || $1 and action <> 'candidacy.started' order by seq`,
    [id],
  );
  let actor: string | null = null;
  let since = new Date(0);
  let admissibility: CaseContext['admissibility'] = 'pending';
  let admissibilityDue: Temporal.Instant | null = null;
  let [lastChange, lastStateChange] = [new Date(0), new Date(0)];
  for (const { at, audience, facts } of entries) {
    if (audience === 'everyone') lastChange = at;
    if (audience === 'everyone' || audience === 'state') lastStateChange = at;
    if (facts.event === undefined || facts.to === undefined) continue;
    if (facts.event === 'ADMIT') admissibility = 'admissible';
    if (facts.event === 'DEPOSIT') {
      const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Europe/Paris').toPlainDate();
      admissibilityDue = day.add({ months: 2, days: 1 }).toZonedDateTime('Europe/Paris').toInstant();
    }
    if (facts.to === 'incomplete') admissibilityDue = null;
    const next = nextActor(facts.to, { admissibility });
    if (next !== actor) since = at;
    actor = next;
  }
  const row = await one<{
    state: CaseState;
    wave_id: string;
    due: Date | null;
    legal: Date | null;
    seat: string | null;
  }>(
    `select c.state, c.wave_id, c.implicit_rejection_at as legal, a.seat_id as seat,
            (select min(due_at) from candidacies.completion k
              where k.candidacy_id = c.id and k.answered_at is null and k.cancelled_at is null) as due
       from candidacies.candidacy c left join candidacies.assignment a on a.candidacy_id = c.id where c.id = $1`,
    id,
  );
  const legal = ['submitted', 'waitlisted'].includes(row.state) ? row.legal : null;
  const officers =
    row.state === 'submitted' && actor === 'officer' && admissibilityDue
      ? [new Date(admissibilityDue.epochMilliseconds)]
      : [];
  const dues = [row.state === 'incomplete' ? row.due : legal, ...officers].filter((due) => due !== null);
  return {
    state: row.state,
    wave_id: row.wave_id,
    next_actor: actor,
    next_since: since,
    next_due: dues.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    officer_seat_id: row.seat,
    last_change: lastChange,
    last_state_change: lastStateChange,
  };
}

async function agrees(id: string): Promise<Facets> {
  const facets = await stored(id);
  expect(facets).toEqual(await toldAgain(id));
  return facets;
}

const later = (hours: number): void => {
  journey.clock.set(journey.clock.now().add({ hours }).toString());
};

async function act(as: Api, path: string, body: unknown, ifMatch?: number): Promise<Readonly<Record<string, unknown>>> {
  later(1);
  const answer = await as.post(path, body, ifMatch === undefined ? {} : { ifMatch });
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body as Readonly<Record<string, unknown>>;
}

describe('what a worklist sorts and filters on', () => {
  let id: string;
  let path: string;

  it('is not kept of a draft', async () => {
    const draft = await journey.draft();
    expect(await stored(draft)).toBeUndefined();
  });

  it('follows every verb of an examination', async () => {
    const cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
    id = await journey.deposited(cambrai, CAMBRAI);
    path = `/api/candidacies/${id}`;
    expect(await agrees(id)).toMatchObject({ next_actor: 'officer', state: 'submitted' });
    // Told so within two months: before 21 March 2023, in Paris.
    expect((await stored(id)).next_due).toEqual(new Date('2023-03-20T23:00:00Z'));

    const asked = await act(
      office,
      `${path}/completion-requests`,
      { fields: ['needs'], message: 'Précisez', days: 10 },
      2,
    );
    expect(await agrees(id)).toMatchObject({ next_actor: 'territory', state: 'incomplete' });
    const again = await act(office, `${path}/completion-requests`, { fields: ['needs'], message: 'Et', days: 5 }, 3);
    expect((await agrees(id)).next_due).toEqual(new Date(String(again['dueAt'])));
    await act(office, `${path}/completion-requests/${String(again['request'])}/cancellation`, { reason: 'Erreur' }, 4);
    expect((await agrees(id)).next_due).toEqual(new Date(String(asked['dueAt'])));
    await act(cambrai, `${path}/completion-requests/${String(asked['request'])}/answer`, {}, 5);
    expect(await agrees(id)).toMatchObject({ next_actor: 'officer', state: 'submitted' });

    await act(office, `${path}/admissibility`, { admissible: true }, 6);
    expect(await agrees(id)).toMatchObject({ next_actor: 'office' });
  });

  it('says who is in charge, which only the State sees change', async () => {
    const before = await stored(id);
    const officer = await journey.seat({ role: 'bdt_officer' });
    await act(office, `${path}/officer`, { officer: officer.seat.seatId });
    const after = await agrees(id);
    expect(after.officer_seat_id).toBe(officer.seat.seatId);
    expect(after.last_change).toEqual(before.last_change);
    expect(after.last_state_change.getTime()).toBeGreaterThan(before.last_state_change.getTime());
    await act(office, `${path}/officer`, {});
    expect((await agrees(id)).officer_seat_id).toBeNull();
  });

  it('follows notes and opinions', async () => {
    await act(office, `${path}/notes`, { body: 'Dossier solide' });
    await agrees(id);
    await act(office, `${path}/opinions/advisers`, {
      opinion: 'stateServices',
      name: 'Conseiller',
      address: 'conseiller@test.example',
    });
    await agrees(id);
  });

  it('has nobody act, and nothing due, once the territory has left', async () => {
    const mine = await journey.deposited(ales);
    await act(ales, `/api/candidacies/${mine}/withdrawal`, {}, 2);
    expect(await agrees(mine)).toMatchObject({ next_actor: null, next_due: null, state: 'withdrawn' });
  });

  it('takes the date that a higher room gives, until the case moves', async () => {
    const dueAt = Temporal.Instant.from('2023-02-15T12:00:00Z');
    const { app } = journey.server;
    await app.get(Transactions).run(SYSTEM, async (tx) => {
      const { id: locked } = await app.get(Cases).lockOne(tx, id as CandidacyId);
      await app.get(Cases).setNextDue(tx, locked, dueAt);
    });
    expect((await stored(id)).next_due).toEqual(new Date(dueAt.epochMilliseconds));
    await act(office, `${path}/admissibility`, { admissible: true }, 7);
    await agrees(id);
  });

  it('is told of the cases of before as it is of the others', async () => {
    const last = await journey.deposited(
      await journey.seat({ role: 'epci_lead', organisation: { siren: DOUAI } }),
      DOUAI,
    );
    const before = new Map<string, Facets>();
    for (const one of [id, last]) before.set(one, await stored(one));
    const told: string[] = [];
    const runner = { query: (sql: string) => Promise.resolve(told.push(sql)) } as unknown as QueryRunner;
    await new Worklist1760000000015().up(runner);
    await journey.judge.query(`truncate candidacies.case_facets; ${told.at(-1) ?? ''}`);
    expect(await stored(last)).toEqual(before.get(last));
    // The clock of these tests went back in between: what changed last is not what happened last.
    const { last_change: _, last_state_change: __, ...facets } = await stored(id);
    expect(before.get(id)).toMatchObject(facets);
  });
});
