import { SYSTEM, Transactions, type Actor } from '@rebond/platform';
import type { CandidacyId, OrganisationId } from '@rebond/kernel';
import { CaseJourney, CAMBRAI } from '../../../../../test/support/case-journey.js';
import type { SeatSpec, TestSeat } from '../../../../../test/support/seats.js';
import { startWorker } from '../../../../../test/support/worker.js';
import { IdentityModule } from '../../identity.module.js';
import { IdentityJobsModule } from '../../jobs/index.js';
import { ActorOfToken } from '../actor-of-token.js';
import { Invitations } from '../invitations/invitations.js';
import { actorOfLink, OneTimeLinks } from './one-time-links.js';

let journey: CaseJourney;
let links: OneTimeLinks;
let invitations: Invitations;
let transactions: Transactions;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  links = journey.server.app.get(OneTimeLinks);
  invitations = journey.server.app.get(Invitations);
  transactions = journey.server.app.get(Transactions);
});
afterAll(() => journey.end());

const seat = async (spec: SeatSpec): Promise<TestSeat> => (await journey.seat(spec)).seat;
const actorOf = (one: TestSeat): Promise<Actor> =>
  journey.server.app.get(ActorOfToken).find(one.token, journey.clock.now());
const judge = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await journey.judge.query<Row>(sql, [...values])).rows;

describe('a link without an account', () => {
  const recipient = { name: 'Élue du territoire', email: 'Elue@territoire.example' };

  it('is made by whoever sees the case, shows any number of times, and serves once', async () => {
    const prefecture = await seat({ role: 'sub_prefect' });
    const candidacyId = (await journey.deposited()) as CandidacyId;
    await judge(
      `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at) values ($1, $2, 'prefecture', $3)`,
      [candidacyId, prefecture.organisationId, '2023-01-01T00:00:00Z'],
    );
    const expiresAt = journey.clock.now().add({ hours: 48 });
    const made = await transactions.run(await actorOf(prefecture), (tx) =>
      links.create(tx, { purpose: 'opinion', candidacyId, subject: { question: 'avis' }, expiresAt, recipient }),
    );
    expect(made.url).toBe(`http://localhost:3000/lien/${made.token}`);
    expect(JSON.stringify(await judge('select * from identity.one_time_link'))).not.toContain(made.token);

    const link = await links.look(made.token, journey.clock.now());
    expect(await links.look(made.token, journey.clock.now())).toEqual(link);
    expect(link).toMatchObject({ state: 'open', candidacyId, subject: { question: 'avis' } });
    if (!link) return;
    expect(actorOfLink(link)).toMatchObject({ seatId: null, reach: 'none', cases: [candidacyId] });

    const use = () => transactions.run(actorOfLink(link), (tx) => links.consume(tx, made.token));
    const answers = await Promise.allSettled([use(), use()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(use()).rejects.toMatchObject({
      code: 'link-closed',
      message: 'Ce lien a déjà servi le 20 janvier 2023 à 10:00.',
    });
    const [entry] = await judge(
      `select e.seat_id, p.name, y.payload from platform.audit_entry e
         join identity.person p on p.id = e.person_id
         join platform.audit_payload y on y.stream = e.stream and y.seq = e.seq where e.action = 'link.used'`,
    );
    expect(entry).toMatchObject({ seat_id: null, name: 'Élue du territoire', payload: { name: 'Élue du territoire' } });
  });

  it('does nothing once revoked or expired, and is used up only with its effect', async () => {
    const make = (days: number) =>
      transactions.run(SYSTEM, (tx) =>
        links.create(tx, {
          purpose: 'essai',
          candidacyId: null,
          subject: {},
          expiresAt: tx.at.add({ hours: 24 * days }),
        }),
      );
    const [revoked, expired, kept] = [await make(1), await make(-1), await make(1)];
    await transactions.run(SYSTEM, (tx) => links.revoke(tx, revoked.id));
    for (const [{ token }, state] of [
      [revoked, 'revoked'],
      [expired, 'expired'],
    ] as const) {
      expect(await links.look(token, journey.clock.now())).toMatchObject({ state });
      await expect(transactions.run(SYSTEM, (tx) => links.consume(tx, token))).rejects.toMatchObject({
        code: 'link-closed',
      });
    }
    const failing = transactions.run(SYSTEM, async (tx) => {
      await links.consume(tx, kept.token);
      throw new Error('the effect failed');
    });
    await expect(failing).rejects.toThrow('the effect failed');
    expect(await links.look(kept.token, journey.clock.now())).toMatchObject({ state: 'open' });
    expect(await links.look('inconnu', journey.clock.now())).toBeNull();
  });
});

describe('seats given to people', () => {
  const holders = (seatId: string) =>
    judge<{ name: string; until_at: Date | null }>(
      `select p.name, h.until_at from identity.holding h join identity.person p on p.id = h.person_id
        where h.seat_id = $1 order by h.from_at`,
      [seatId],
    );

  it('a lead invites into the team of its case, an organisation of its perimeter included, and nowhere else', async () => {
    const lead = await seat({ role: 'epci_lead', organisation: { siren: '200093201' } });
    const client = await journey.seat({ role: 'epci_lead', organisationId: lead.organisationId });
    const candidacyId = (await journey.draft(client, '200093201' as typeof CAMBRAI)) as CandidacyId;
    const actor = await actorOf(lead);
    const invite = (organisationId: OrganisationId, role: 'epci_member' | 'bdt_officer' = 'epci_member') =>
      transactions.run(actor, (tx) =>
        invitations.invite(tx, {
          organisationId,
          role,
          title: 'Chargée de projet',
          name: 'Camille',
          email: 'camille@epci.example',
          candidacyId,
        }),
      );
    const first = await invite(lead.organisationId);
    expect(first).toMatchObject({ isNew: true });
    expect(await invite(lead.organisationId)).toMatchObject({ isNew: false, seatId: first.seatId });
    const foreign = await seat({ role: 'epci_lead' });
    await expect(invite(foreign.organisationId)).rejects.toMatchObject({ code: 'not-your-seat' });
    await expect(invite(lead.organisationId, 'bdt_officer')).rejects.toMatchObject({ code: 'not-your-seat' });
    const worker = await startWorker({
      database: journey.database,
      clock: journey.clock,
      modules: [IdentityModule, IdentityJobsModule],
    });
    await worker.settled();
    const mails = worker.inbox.to('camille@epci.example');
    await worker.stop();
    expect(mails).toHaveLength(2);
    const token = /\/lien\/([\w-]+)/.exec(mails[0]?.text ?? '')?.[1] ?? '';
    expect(await links.look(token, journey.clock.now())).toMatchObject({ state: 'open', purpose: 'invitation' });
  });

  it('a seat is handed over with what it holds; the former holder is out at once', async () => {
    const leaving = await seat({ role: 'bdt_officer' });
    const to = { name: 'Successeur', email: 'successeur@bdt.example' };
    journey.clock.set('2023-02-10T10:00+01:00[Europe/Paris]');
    const { seatId } = await transactions.run(SYSTEM, (tx) => invitations.handOver(tx, { seatId: leaving.seatId, to }));
    expect(seatId).toBe(leaving.seatId);
    expect(await holders(seatId)).toEqual([
      { name: expect.stringMatching(/^Titulaire/), until_at: new Date('2023-02-10T09:00:00Z') },
      { name: 'Successeur', until_at: null },
    ]);
    await expect(actorOf(leaving)).rejects.toMatchObject({ code: 'bad-token' });
    expect(await transactions.run(SYSTEM, (tx) => invitations.removeHolder(tx, { seatId }))).toEqual({ removed: 1 });
    expect((await holders(seatId)).every(({ until_at }) => until_at !== null)).toBe(true);
  });

  it('is nobody’s affair whose seat it is not', async () => {
    const officer = await seat({ role: 'bdt_officer' });
    const other = await seat({ role: 'sub_prefect' });
    const actor = await actorOf(officer);
    await expect(
      transactions.run(actor, (tx) =>
        invitations.handOver(tx, { seatId: other.seatId, to: { name: 'Intrus', email: 'intrus@bdt.example' } }),
      ),
    ).rejects.toMatchObject({ code: expect.stringMatching(/seat-handed-over|not-your-seat/) });
    expect(await holders(other.seatId)).toHaveLength(1);
  });
});
