import { evidenceOf } from './evidence.js';

const at = Temporal.Instant.from('2023-03-01T10:00:00Z');
const nothing = { sentAt: null, bouncedAt: null, parkedAt: null };

it.each([
  ['attend de partir', nothing, 'waiting'],
  ['n’est plus tentée', { ...nothing, parkedAt: at }, 'given-up'],
  ['est acceptée par le serveur', { ...nothing, sentAt: at }, 'accepted'],
  ['est revenue après avoir été acceptée', { ...nothing, sentAt: at, bouncedAt: at }, 'bounced'],
] as const)('une notification %s', (_, facts, expected) => expect(evidenceOf(facts)).toBe(expected));
