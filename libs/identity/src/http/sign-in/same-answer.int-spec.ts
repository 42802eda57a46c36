import { randomUUID } from 'node:crypto';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { startServer, type TestServer } from '../../../../../test/support/server.js';

const EACH = 500;
/** Known by its digits, or unknown: both addresses are as long. */
const address = (isKnown: boolean, i: number): string =>
  `personne-${String(isKnown ? i : i + EACH).padStart(5, '0')}@territoire.example`;

let journey: CaseJourney;
let server: TestServer;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  server = await startServer({ database: journey.database, variables: { BEHIND_PROXY: 'true' } });
  const { seat } = await journey.seat({ role: 'epci_member' });
  const people = Array.from({ length: EACH }, (_, i) => ({ id: randomUUID(), email: address(true, i) }));
  await journey.judge.query(
    `with people as (
       insert into identity.person (id, name, email, created_at)
       select p.id, 'Titulaire', p.email, '2020-01-01' from unnest($1::uuid[], $2::text[]) as p(id, email) returning id
     ) insert into identity.holding (seat_id, person_id, from_at) select $3, id, '2020-01-01' from people`,
    [people.map(({ id }) => id), people.map(({ email }) => email), seat.seatId],
  );
});
afterAll(async () => {
  await server.stop();
  await journey.end();
});

interface Asked {
  readonly ms: number;
  /** Status, headers and size; secrets by their length. */
  readonly looks: string;
}

let asked = 0;

/** Asks for a mail as a browser does, each time from another address of the network. */
async function ask(email: string): Promise<Asked> {
  asked += 1;
  const from = `10.${String(asked >> 16)}.${String((asked >> 8) & 255)}.${String(asked & 255)}`;
  const before = performance.now();
  const response = await fetch(new URL('/connexion', server.url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email, retour: '/' }).toString(),
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': from,
      'x-request-id': 'same-answer',
    },
  });
  const body = await response.arrayBuffer();
  const ms = performance.now() - before;
  const headers = [...response.headers]
    .filter(([name]) => name !== 'date')
    .map(([name, value]) => [name, value.replace(/=[\w-]{43};/, '=<43>;')]);
  return { ms, looks: JSON.stringify([response.status, headers, body.byteLength]) };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** One interleaved series; who goes first changes at each pair. */
async function series(from: number, count: number): Promise<{ known: Asked[]; unknown: Asked[] }> {
  const known: Asked[] = [];
  const unknown: Asked[] = [];
  for (let i = from; i < from + count; i += 1)
    for (const isKnown of i % 2 === 0 ? [true, false] : [false, true])
      (isKnown ? known : unknown).push(await ask(address(isKnown, i)));
  return { known, unknown };
}

it(`a known and an unknown address get the same answer in the same time (medians over ${EACH} within 2 ms)`, async () => {
  for (let i = 0; i < 20; i += 1) await ask(`echauffement-${String(i)}@territoire.example`);
  const { known, unknown } = await series(0, EACH);
  expect(new Set([...known, ...unknown].map(({ looks }) => looks)).size).toBe(1);
  expect(known[0]?.looks).toContain('[303,');
  const [a, b] = [known, unknown].map((all) => median(all.map(({ ms }) => ms)));
  expect(Math.abs((a ?? NaN) - (b ?? NaN))).toBeLessThan(2);
  const { rows } = await journey.judge.query<{ known: number; unknown: number }>(
    `select count(person_id)::int as known, (count(*) - count(person_id))::int as unknown from identity.sign_in`,
  );
  expect(rows).toEqual([{ known: EACH, unknown: EACH + 20 }]);
}, 240_000);
