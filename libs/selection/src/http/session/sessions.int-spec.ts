import { createHash } from 'node:crypto';
import { parse, stringify } from 'yaml';
import { shortDefinition } from '../../../../../test/support/case-journey.js';
import { declared } from '../../../../../test/support/declare.js';
import {
  AFTER_CUTOFF,
  DecisionJourney,
  type ListedCase,
  type Person,
} from '../../../../../test/support/decision-journey.js';
import type { ItemView, SessionView } from '../../application/session/present.js';

const MEETING = '2023-03-15T10:00+01:00[Europe/Paris]';
const AT = '2023-03-01T09:00:00Z';
const BEFORE = '2023-03-10T10:00+01:00[Europe/Paris]';

/** The call with credits for two laureates. */
const withCredits = (): string => {
  const call = parse(shortDefinition()) as { amounts: object };
  return stringify({ ...call, amounts: { ...call.amounts, credits: { envelopeEur: 4_000_000, personDays: 200 } } });
};

describe('La séance d’un comité de sélection', () => {
  let lists: DecisionJourney;
  let director: Person;
  let minister: Person;
  let officer: Person;
  let desk: Person;
  let secretary: Person;
  let cases: ListedCase[];

  beforeAll(async () => {
    lists = await DecisionJourney.begin();
    ({ director, minister } = lists);
    await lists.journey.office.post('/api/calls', { source: withCredits() });
    await lists.openWave();
    cases = await lists.deposited(3, { declares: false });
    officer = await lists.journey.seat({ role: 'bdt_officer' });
    desk = await lists.journey.seat({ role: 'bdt_officer' });
    secretary = await lists.journey.seat({ role: 'minister_office' });
    for (const one of [minister, secretary]) await declared(lists.waveId, one);
  });
  afterAll(() => lists.end());
  beforeEach(() => lists.journey.clock.set(AFTER_CUTOFF));

  const convene = (more: object = {}) =>
    director.post('/api/sessions', {
      waveId: lists.waveId,
      title: 'Comité de sélection de février',
      startsAt: '2023-03-15T10:00:00+01:00',
      place: 'Ministère, salle 5',
      chair: director.seat.seatId,
      secretary: secretary.seat.seatId,
      members: [
        { seatId: director.seat.seatId },
        { seatId: minister.seat.seatId },
        { seatId: officer.seat.seatId },
        { seatId: desk.seat.seatId },
        { seatId: secretary.seat.seatId, hasVote: false },
      ],
      otherItems: ['Règles de la séance'],
      ...more,
    });
  const view = async (id: string, as = director) =>
    (await as.get(`/api/sessions/${id}`)).body as unknown as SessionView;
  const seen = async (id: string) => ({ ifMatch: (await view(id)).version });
  const itemOf = async (id: string, one: ListedCase): Promise<ItemView> => {
    const found = (await view(id)).items.find((item) => item.candidacyId === one.id);
    if (!found) throw new Error('no such item');
    return found;
  };
  const attend = async (id: string, ...present: Person[]) =>
    director.put(`/api/sessions/${id}/attendance`, { present: present.map((one) => one.seat.seatId) }, await seen(id));
  const decide = async (id: string, one: ListedCase, body: object) =>
    director.put(`/api/sessions/${id}/items/${(await itemOf(id, one)).id}/decision`, body, await seen(id));

  /** A review of a case, as submitted. */
  const reviewed = async (one: ListedCase, weighted: number) => {
    const { seatId, personId } = desk.seat;
    await lists.rows(
      `insert into selection.review_round
         (wave_id, status, seed, min_affinity, total_affinity, proven, seconds, solved_at)
       values ($1, 'proposed', 0, 0, 0, true, 0, $2) on conflict do nothing`,
      [lists.waveId, AT],
    );
    const [pair] = await lists.rows(
      `insert into selection.review_assignment (id, wave_id, candidacy_id, seat_id, affinity)
       values (gen_random_uuid(), $1, $2, $3, 0) returning id`,
      [lists.waveId, one.id, seatId],
    );
    await lists.rows(
      `insert into selection.review
         (assignment_id, candidacy_id, seat_id, person_id, signed, saved_at, submitted_at, weighted)
       values ($1, $2, $3, $4, 'Une relectrice', $5, $5, $6)`,
      [pair?.['id'], one.id, seatId, personId, AT, weighted],
    );
  };

  it('se convoque cinq jours ouvrés avant, ou en urgence motivée', async () => {
    const short = { startsAt: '2023-03-07T10:00:00+01:00' };
    expect(await convene(short)).toMatchObject({ status: 422, body: { code: 'too-short-notice' } });
    const urgent = await convene({ ...short, urgency: 'Les crédits expirent le 31 mars.' });
    expect(urgent).toMatchObject({ status: 201, body: { status: 'convened' } });
    const cancelled = await director.post(`/api/sessions/${urgent.body.id as string}/cancellation`, undefined, {
      ifMatch: 1,
    });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    await lists.worker.settled();
    lists.worker.inbox.clear();
  });

  it('une séance entière : pouvoir, récusation, quorum perdu, crédits, procès-verbal, liste', async () => {
    const [a, b, c] = cases as [ListedCase, ListedCase, ListedCase];
    await reviewed(c, 90);
    await reviewed(a, 60);
    const convened = await convene();
    expect(convened.status).toBe(201);
    expect((convened.body as unknown as SessionView).items.map((one) => one.score?.mean ?? null)).toEqual([
      null,
      90,
      60,
      null,
    ]);
    const id = convened.body.id as string;

    // Convoked by mail, with an iCalendar that names no case.
    await lists.worker.settled();
    const mails = lists.worker.inbox.mails;
    expect(mails).toHaveLength(5);
    const territories = (await view(id)).items.map((one) => one.title);
    expect(JSON.stringify(mails)).toContain('Convocation');
    for (const territory of territories.slice(1)) expect(JSON.stringify(mails)).not.toContain(territory);

    // A proxy is given before the session, one to a holder, never to two.
    lists.journey.clock.set(BEFORE);
    const proxy = (as: Person, to: Person) => as.put(`/api/sessions/${id}/proxy`, { holder: to.seat.seatId });
    expect(await proxy(minister, director)).toMatchObject({ status: 200 });
    expect(await proxy(desk, director)).toMatchObject({ status: 422, body: { code: 'proxy-held-already' } });

    // Opened at its hour, with its quorum: director and officer present, minister represented.
    expect(await director.post(`/api/sessions/${id}/opening`, undefined, await seen(id))).toMatchObject({
      status: 422,
      body: { code: 'too-early' },
    });
    lists.journey.clock.set(MEETING);
    expect(await proxy(desk, officer)).toMatchObject({ status: 422, body: { code: 'proxy-too-late' } });
    expect(await director.post(`/api/sessions/${id}/opening`, undefined, await seen(id))).toMatchObject({
      status: 422,
      body: { code: 'no-quorum' },
    });
    // Whoever sits declares first, the director as much as an officer.
    expect(await attend(id, director, secretary)).toMatchObject({ status: 422, body: { code: 'not-declared' } });
    await declared(lists.waveId, director);
    await attend(id, director, secretary);
    expect(await view(id)).toMatchObject({
      quorum: { composition: 4, present: 1, represented: 1, required: 2, isReached: true },
    });
    expect(await director.post(`/api/sessions/${id}/opening`, undefined, await seen(id))).toMatchObject({
      status: 200,
      body: { status: 'open' },
    });

    // A member joins, declares a conflict and leaves the point: the case is closed to them at once.
    await attend(id, director, officer, secretary);
    const second = await itemOf(id, b);
    expect(await officer.post(`/api/sessions/${id}/items/${second.id}/recusal`)).toMatchObject({ status: 204 });
    expect((await view(id, officer)).items.map((one) => one.candidacyId)).not.toContain(b.id);
    expect(await officer.get(`/api/candidacies/${b.id}`)).toMatchObject({ status: 404 });
    expect((await view(id, officer)).credits).toBeNull();
    expect(await itemOf(id, b)).toMatchObject({
      recused: [officer.seat.seatId],
      quorum: { present: 1, represented: 1, isReached: true },
    });

    // The minister's office comes: its proxy counts no more. The director goes: the point has lost its quorum.
    await attend(id, minister, officer, secretary);
    const rejection = {
      outcome: 'reject',
      criteria: ['exposure'],
      reason: 'L’exposition n’est pas établie.',
      votes: { for: 1, against: 0, abstention: 0 },
    };
    const criteria = (await lists.journey.office.get('/api/calls/rebond-industriel')).body as {
      definition: { grid: { criteria: { key: string; label: string }[] } };
    };
    const [criterion] = criteria.definition.grid.criteria;
    if (!criterion) throw new Error('no criterion');
    const refused = await decide(id, b, { ...rejection, criteria: [criterion.key] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'no-quorum' } });

    // Votes are counted, reasons are the grid's; what-if over the credits.
    await attend(id, director, minister, officer, secretary);
    const award = { envelopeEur: 2_500_000, personDays: 100, criteria: [criterion.key] };
    expect(await decide(id, a, { outcome: 'select', ...award, criteria: ['beauty'] })).toMatchObject({
      status: 422,
      body: {
        code: 'decision-refused',
        errors: expect.arrayContaining([
          expect.objectContaining({ pointer: '/criteria', code: 'unknown-criterion' }),
          expect.objectContaining({ pointer: '/votes', code: 'votes-required' }),
        ]) as unknown,
      },
    });
    const three = { for: 3, against: 0, abstention: 0 };
    expect(await decide(id, a, { outcome: 'select', ...award, votes: three })).toMatchObject({ status: 200 });
    expect(
      await decide(id, b, { ...rejection, criteria: [criterion.key], votes: { for: 2, against: 0, abstention: 0 } }),
    ).toMatchObject({ status: 200 });
    const { credits } = await view(id);
    expect(credits).toMatchObject({
      before: { envelopeEur: 4_000_000, personDays: 200 },
      provisional: { envelopeEur: 2_500_000, personDays: 100 },
      left: { envelopeEur: 1_500_000, personDays: 100 },
    });
    // In the order of the scores, the third with the least envelope of the call.
    expect(credits?.ranking.map((one) => [one.candidacyId, one.leftAfter.envelopeEur])).toEqual([
      [c.id, 2_500_000],
      [a.id, 0],
      [b.id, 0],
    ]);
    const deferral = { outcome: 'defer', nextWaveId: lists.journey.june.id, criteria: [criterion.key], votes: three };
    expect(await decide(id, c, deferral)).toMatchObject({ status: 200 });

    // Nobody else is told anything of it.
    expect(await lists.states()).toEqual(['submitted', 'submitted', 'submitted']);
    expect(await a.lead.get(`/api/sessions/${id}`)).toMatchObject({ status: 403 });

    // The minutes: tagged, hashed, corrected once, approved by two persons.
    expect(await director.post(`/api/sessions/${id}/closing`, undefined, await seen(id))).toMatchObject({
      status: 200,
      body: { status: 'closed', minutes: [{ version: 1, signatures: [] }] },
    });
    const sign = (as: Person, minutes: number) => as.post(`/api/sessions/${id}/minutes/approval`, { minutes });
    expect(await sign(director, 1)).toMatchObject({ status: 200 });
    const corrected = await director.post(
      `/api/sessions/${id}/minutes/corrections`,
      { correction: 'Lire « salle 6 ».' },
      await seen(id),
    );
    expect(corrected).toMatchObject({
      status: 200,
      body: { minutes: [{ version: 2, signatures: [] }, { version: 1 }] },
    });
    expect(await sign(director, 1)).toMatchObject({ status: 409, body: { code: 'minutes-corrected' } });
    expect(await sign(minister, 2)).toMatchObject({ status: 403, body: { code: 'not-a-signatory' } });
    expect(await sign(director, 2)).toMatchObject({ status: 200, body: { status: 'closed' } });
    expect(await sign(director, 2)).toMatchObject({ status: 422, body: { code: 'signed-already' } });
    expect(await director.post(`/api/sessions/${id}/proposal`, undefined, await seen(id))).toMatchObject({
      status: 422,
      body: { code: 'session-closed' },
    });
    expect(await sign(secretary, 2)).toMatchObject({ status: 200, body: { status: 'approved' } });
    const pdf = await fetch(`${lists.journey.server.url}/api/sessions/${id}/minutes`, {
      headers: { authorization: `Bearer ${director.seat.token}` },
    });
    const bytes = Buffer.from(await pdf.arrayBuffer());
    const [minutes] = (await view(id)).minutes ?? [];
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(minutes?.sha256);
    expect(bytes.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(await officer.get(`/api/sessions/${id}/minutes`)).toMatchObject({ status: 404 });

    // The list is proposed with the reasons of the session.
    const proposed = await director.post(`/api/sessions/${id}/proposal`, undefined, await seen(id));
    expect(proposed).toMatchObject({ status: 201 });
    const { lines } = (await director.get(`/api/decision-lists/${proposed.body.listId as string}`)).body as unknown as {
      lines: { candidacyId: string }[];
    };
    expect(lines).toHaveLength(3);
    expect(lines.find((one) => one.candidacyId === a.id)).toMatchObject({
      outcome: 'select',
      envelopeEur: 2_500_000,
      personDays: 100,
    });
    expect(lines.find((one) => one.candidacyId === b.id)).toMatchObject({
      outcome: 'reject',
      reasons: [`Critère «\u00a0${criterion.label}\u00a0»`, 'L’exposition n’est pas établie.'],
    });
    expect(lines.find((one) => one.candidacyId === c.id)).toMatchObject({
      outcome: 'waitlist',
      nextWaveId: lists.journey.june.id,
    });
    const [trace] = await lists.rows(
      `select count(*) as n from platform.audit_entry where candidacy_id is not null and action like 'session.%'`,
    );
    expect(Number(trace?.['n'])).toBe(0);
  });
});
