import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Siren } from '@rebond/kernel';
import { Client } from 'pg';
import { parse, stringify } from 'yaml';
import type { Answer } from '../../support/api.js';
import { HeldClock } from '../../support/clock.js';
import { mappedDatabase } from '../../support/mapped-database.js';
import { declared } from '../../support/declare.js';
import type { Person } from '../../support/decision-journey.js';
import { inLanes } from '../../support/lanes.js';
import { seatsOf } from '../../support/many-seats.js';
import { startProductWorker } from '../../support/product-worker.js';
import { startServer, type TestServer } from '../../support/server.js';
import type { TestWorker } from '../../support/worker.js';

export const CASES = 300;
export const REVIEWERS = 60;
export const REVIEWERS_PER_CASE = 3;
export const COMMITTEES = 3;
/** Requests under way at once. */
export const LANES = 4;
const REGIONS = ['44', '76', '53'];
const SECTORS = ['automotive', 'aeronautics', 'rail', 'naval', 'cycle', 'energy', 'steel', 'textile'];
const CUTOFF = '2023-02-01T12:00:00+01:00';

/** The published call with a form of two fields, three reviewers a case, and the opinions of préfet and Région. */
function callOfTheWave(): string {
  const call = parse(readFileSync(join(__dirname, '../../../calls/rebond-industriel.yaml'), 'utf8')) as {
    grid: object;
    opinions: readonly { key: string }[];
  };
  const options = SECTORS.map((value) => ({ value, label: `Filière ${value}` }));
  const fields = [
    { key: 'needs', type: 'text', label: 'Besoins', requirement: 'blocking', maxLength: 200 },
    { key: 'sectors', type: 'multiChoice', label: 'Filières', requirement: 'blocking', min: 1, options },
  ];
  return stringify({
    ...call,
    sections: [{ key: 'file', title: 'Le dossier', fields }],
    grid: { ...call.grid, reviewersPerCandidacy: REVIEWERS_PER_CASE },
    opinions: call.opinions.filter(({ key }) => key === 'prefecture' || key === 'region'),
  });
}

/** A candidacy of the wave, as the test follows it. */
export interface WaveCase {
  readonly id: string;
  readonly lead: Person;
  readonly departement: string;
  readonly region: string;
}

/** @throws Error with the answer, unless it is the status expected */
export function ok<Body>(answer: Answer<Body>, status = 200): Body {
  if (answer.status !== status) throw new Error(`${String(answer.status)} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A wave of 300 candidacies with everyone who has a part in it. */
export class WholeWave {
  cases: readonly WaveCase[] = [];

  private constructor(
    readonly server: TestServer,
    readonly worker: TestWorker,
    readonly clock: HeldClock,
    readonly judge: Client,
    readonly director: Person,
    /** Of the minister's office: who differs, who validates, and who keeps the minutes. */
    readonly office: readonly [Person, Person, Person],
    readonly reviewers: readonly Person[],
    readonly officer: Person,
    /** By département and by region. */
    readonly authorities: ReadonlyMap<string, Person>,
    readonly waveId: string,
    readonly leads: readonly {
      readonly lead: Person;
      readonly siren: Siren;
      readonly departement: string;
      readonly region: string;
    }[],
    readonly databaseUrl: string,
    private readonly opened: AsyncDisposableStack,
  ) {}

  static async begin(): Promise<WholeWave> {
    const opened = new AsyncDisposableStack();
    const clock = new HeldClock('2022-12-05T09:00+01:00[Europe/Paris]');
    const database = await mappedDatabase();
    opened.defer(() => database.drop());
    const server = await startServer({ database, clock });
    opened.defer(() => server.stop());
    const worker = await startProductWorker({ database, clock });
    opened.defer(() => worker.stop());
    const judge = new Client({ connectionString: database.superuserUrl });
    await judge.connect();
    opened.defer(() => judge.end());
    const { rows: bodies } = await judge.query<{ siren: Siren; departement: string; region: string }>(
      `select siren, departements[1] as departement, regions[1] as region from territories.current_body
        where kind = 'epci' and cardinality(departements) = 1 and regions <@ $1::text[] order by siren limit $2`,
      [REGIONS, CASES],
    );
    const departements = [...new Set(bodies.map((one) => one.departement))];
    const bank = { role: 'bdt_officer', organisation: 'Banque' } as const;
    const people = await seatsOf(judge, server.url, [
      { role: 'programme_director', organisation: 'Programme' },
      ...Array.from({ length: 3 }, () => ({ role: 'minister_office', organisation: 'Cabinet' }) as const),
      ...Array.from({ length: REVIEWERS + 1 }, () => bank),
      ...departements.map(
        (departement) => ({ role: 'sub_prefect', organisation: `Préfecture ${departement}`, departement }) as const,
      ),
      ...REGIONS.map((region) => ({ role: 'region_council', organisation: `Région ${region}`, region }) as const),
      ...bodies.map(({ siren }) => ({ role: 'epci_lead', organisation: `EPCI ${siren}`, siren }) as const),
    ]);
    const taken = people.values();
    const take = (count: number): Person[] => taken.take(count).toArray();
    const [director, a, b, c] = take(4) as [Person, Person, Person, Person];
    const reviewers = take(REVIEWERS);
    const [officer] = take(1) as [Person];
    const seats = [...departements, ...REGIONS.map((region) => `R${region}`)];
    const authorities = new Map(seats.map((place, n) => [place, people[REVIEWERS + 5 + n] as Person]));
    take(seats.length);
    const leads = take(bodies.length).map((lead, n) => ({ ...(bodies[n] as (typeof bodies)[number]), lead }));
    ok(await director.post('/api/calls', { source: callOfTheWave() }), 201);
    const wave = { call: 'rebond-industriel', opensAt: '2022-10-01T12:00:00+02:00', cutoffAt: CUTOFF };
    const { id } = ok<{ id: string }>(await director.post('/api/waves', wave), 201);
    const office = [a, b, c] as const;
    return new WholeWave(
      server,
      worker,
      clock,
      judge,
      director,
      office,
      reviewers,
      officer,
      authorities,
      id,
      leads,
      database.superuserUrl,
      opened,
    );
  }

  end(): Promise<void> {
    return this.opened.disposeAsync();
  }

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.judge.query(sql, [...values])).rows as Row[];
  }

  /** Each lead starts, fills and deposits its candidacy. */
  async deposit(): Promise<void> {
    this.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
    this.cases = await inLanes(this.leads, LANES, async ({ lead, siren, departement, region }, n) => {
      const { id } = ok<{ id: string }>(await lead.post('/api/candidacies', { waveId: this.waveId, lead: siren }), 201);
      const sectors = [SECTORS[n % 8], SECTORS[(n * 3 + 1) % 8]];
      const fields = {
        needs: { value: `Accompagner les industriels du territoire ${siren}`, seen: 0 },
        sectors: { value: [...new Set(sectors)], seen: 0 },
      };
      ok(await lead.patch(`/api/candidacies/${id}/answers`, { fields }));
      ok(await lead.post(`/api/candidacies/${id}/deposit`, undefined, { ifMatch: 1 }), 201);
      return { id, lead, departement, region };
    });
    this.clock.set('2023-02-02T09:00+01:00[Europe/Paris]');
  }

  /** Who judges declares first, from names alone: conflicts with a few cases, or with none. */
  async declare(people: readonly Person[], conflictsOf: (n: number) => readonly string[]): Promise<void> {
    await inLanes(people, LANES, (person, n) => declared(this.waveId, person, conflictsOf(n)));
  }

  /** What a reviewer knows. */
  expertiseOf(n: number): { topics: string[]; regions: string[] } {
    const topics = [0, 1, 2].map((step) => `sectors:${SECTORS[(n + step * 3) % 8] ?? ''}`);
    return { topics: [...new Set(topics)], regions: [REGIONS[n % 3] ?? ''] };
  }
}
