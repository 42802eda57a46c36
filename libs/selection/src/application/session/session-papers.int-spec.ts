import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDefinition } from '@rebond/calls';
import type { CandidacyId, Cents, PersonDays, SeatId } from '@rebond/kernel';
import { Pdf } from '@rebond/platform';
import { describePoppler, expectReadable } from '../../../../../test/support/poppler.js';
import { TRAPS } from '../../../../../test/support/typed-traps.js';
import type { ItemId, Session, SessionMember } from '../../domain/session/session.js';
import type { TakenDecision } from '../../infrastructure/session/decision-rows.js';
import { convocationData } from './convocation-data.js';
import { SESSION_CONVOCATION } from './convocation.layout.js';
import { minutesData } from './minutes-data.js';
import { SESSION_MINUTES } from './minutes.layout.js';
import type { SessionFacts } from './session-facts.js';

const FILE = join(__dirname, '../../../../../calls/rebond-industriel.yaml');
const definition = loadDefinition(readFileSync(FILE, 'utf8'), 'rebond-industriel.yaml');
const AT = Temporal.Instant.from('2023-02-20T09:00:00Z');
const pdf = new Pdf();
afterAll(() => pdf.onModuleDestroy());

const member = (n: number, over: Partial<SessionMember> = {}): SessionMember => ({
  seatId: `seat-${String(n)}` as SeatId,
  personId: `person-${String(n)}` as SessionMember['personId'],
  name: `Membre ${String(n)}`,
  quality: 'Cheffe de bureau, Direction générale des entreprises',
  role: 'programme_director',
  hasVote: true,
  isPresent: true,
  proxyTo: null,
  proxyAt: null,
  ...over,
});
const session: Session = {
  id: 'session' as Session['id'],
  waveId: 'february' as Session['waveId'],
  kind: 'selection',
  title: 'Comité de sélection de la relève de février 2023',
  status: 'open',
  version: 1,
  startsAt: AT,
  durationMinutes: 150,
  place: 'Salle des Industries, 1 place de la Démonstration, Paris',
  chair: 'seat-1' as SeatId,
  secretary: 'seat-2' as SeatId,
  convenedAt: AT.subtract({ hours: 240 }),
  urgency: null,
  openedAt: AT,
  closedAt: null,
  approvedAt: null,
  listId: null,
  followsId: null,
};
const decision = (n: number, outcome: TakenDecision['outcome'], reason: string): TakenDecision => ({
  itemId: `item-${String(n)}` as ItemId,
  candidacyId: `case-${String(n)}` as CandidacyId,
  caseVersion: 3,
  outcome,
  nextWaveId: null,
  envelopeCents: outcome === 'select' ? (150_000_000 as Cents) : null,
  personDays: outcome === 'select' ? (100 as PersonDays) : null,
  criteria: definition.grid.criteria.slice(0, 2).map(({ key }) => key),
  reason,
  votes: { for: 3, against: 0, abstention: 1 },
  present: 3,
  represented: 1,
  required: 3,
  decidedAt: AT,
});

const facts = (typed: string | null = null): SessionFacts => ({
  follows: null,
  session: { ...session, ...(typed === null ? {} : { title: typed, place: typed, urgency: typed }) },
  definition,
  members: [
    member(1),
    member(2),
    member(3),
    member(4, { isPresent: false, proxyTo: 'seat-1' as SeatId }),
    member(5, { hasVote: false, ...(typed === null ? {} : { name: typed, quality: typed }) }),
  ],
  items: [
    {
      id: 'item-0' as ItemId,
      candidacyId: null,
      title: typed ?? 'Approbation de l’ordre du jour',
      lackedQuorum: false,
    },
    { id: 'item-1' as ItemId, candidacyId: 'case-1' as CandidacyId, title: null, lackedQuorum: false },
    { id: 'item-2' as ItemId, candidacyId: 'case-2' as CandidacyId, title: null, lackedQuorum: false },
  ],
  territories: new Map([
    ['case-1' as CandidacyId, 'CA Alès Agglomération'],
    ['case-2' as CandidacyId, typed ?? 'CA du Douaisis'],
  ]),
  recusals: [{ itemId: 'item-2' as ItemId, seatId: 'seat-3' as SeatId, personId: 'person-3' as never }],
  decisions: [
    decision(1, 'select', 'Un projet de territoire complet.'),
    decision(2, 'reject', typed ?? 'L’exposition n’est pas établie.'),
  ],
});

const minutes = (of: SessionFacts, corrections: readonly string[] = []): Promise<Buffer> =>
  pdf.render(SESSION_MINUTES, minutesData(of, AT.add({ hours: 3 }), corrections), AT);
const convocation = (of: SessionFacts): Promise<Buffer> =>
  pdf.render(SESSION_CONVOCATION, convocationData(of), of.session.convenedAt);

it('La convocation et le procès-verbal sont les mêmes, octet pour octet, quand ils disent la même chose', async () => {
  expect((await minutes(facts())).equals(await minutes(facts()))).toBe(true);
  expect((await convocation(facts())).equals(await convocation(facts()))).toBe(true);
});

it.each(TRAPS)('Ce qui est tapé dans une séance n’est que du texte : %s', async (_, typed) => {
  for (const made of [minutes(facts(typed), [typed]), convocation(facts(typed))])
    expect((await made).subarray(0, 5).toString()).toBe('%PDF-');
});

describePoppler('Un autre lecteur de PDF y trouve', (read) => {
  it('le procès-verbal, avec ce que le code exige (CRPA, art. R133-13)', async () => {
    expectReadable(read('proces-verbal', await minutes(facts(), ['Lire « Douai ».'])), /^Procès-verbal : Comité/, [
      'Membre 1',
      'représenté, pouvoir à Membre 1',
      'Membre 3 a quitté le point',
      '3 pour, 0 contre, 1 abstention',
      '1 500 000,00 €',
      'Lire « Douai ».',
      'La présidence',
    ]);
  });

  it('la convocation, qui ne nomme aucune candidature', async () => {
    const found = read('convocation', await convocation(facts()));
    expectReadable(found, /^Convocation : Comité/, [
      '20 février 2023 à 10:00',
      '150 minutes',
      'Salle des Industries',
      'Approbation de l’ordre du jour',
      'Examen des candidatures de la relève',
      'R133-10',
    ]);
    expect(found.text).not.toMatch(/Alès|Douaisis/);
    const urgent = { ...facts(), session: { ...session, urgency: 'Crédits à engager avant la fin du mois.' } };
    expect(read('convocation-urgente', await convocation(urgent)).text).toContain('Convocation en urgence');
  });
});
