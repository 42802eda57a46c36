import { Cases } from '@rebond/candidacies';
import type { CandidacyId, Siren } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import type { Api } from './api.js';
import { declared } from './declare.js';
import { CaseJourney } from './case-journey.js';
import { aCandidacy } from './cases.js';
import { startProductWorker } from './product-worker.js';
import type { TestSeat } from './seats.js';
import type { TestWorker } from './worker.js';

export const BEFORE_CUTOFF = '2023-01-10T09:00+01:00[Europe/Paris]';
export const AFTER_CUTOFF = '2023-03-01T10:00+01:00[Europe/Paris]';
/** Lead EPCI, one per case of a wave. */
const EPCI = ['200068500', '200030633', '200044618'] as Siren[];

export type Person = Api & { readonly seat: TestSeat };

export interface ListedCase {
  readonly id: string;
  readonly version: number;
  readonly mailbox: string;
  readonly lead: Person;
}

/** Where decision lists are tried: a wave that is over, with cases that may be decided of, and who decides. */
export class DecisionJourney {
  private waves = 0;
  waveId = '';

  private constructor(
    readonly journey: CaseJourney,
    public worker: TestWorker,
    readonly director: Person,
    readonly minister: Person,
    private readonly leads: ReadonlyMap<Siren, Person>,
  ) {}

  static async begin(): Promise<DecisionJourney> {
    const journey = await CaseJourney.begin();
    const worker = await startProductWorker({ database: journey.database, clock: journey.clock });
    const leads = new Map<Siren, Person>();
    for (const siren of EPCI) leads.set(siren, await journey.seat({ role: 'epci_lead', organisation: { siren } }));
    const director = await journey.seat({ role: 'programme_director' });
    const minister = await journey.seat({ role: 'minister_office' });
    return new DecisionJourney(journey, worker, director, minister, leads);
  }

  async end(): Promise<void> {
    await this.worker.stop();
    await this.journey.end();
  }

  async restartWorker(): Promise<void> {
    this.worker = await startProductWorker({ database: this.journey.database, clock: this.journey.clock });
  }

  /** Opens a wave of its own; the clock is put before its cut-off. */
  async openWave(): Promise<void> {
    this.journey.clock.set(BEFORE_CUTOFF);
    this.waves += 1;
    const opened = await this.journey.office.post('/api/waves', {
      call: 'rebond-industriel',
      name: `Relève d’essai ${String(this.waves)}`,
      opensAt: '2022-10-01T12:00:00+02:00',
      cutoffAt: '2023-02-01T12:00:00+01:00',
    });
    this.waveId = opened.body.id as string;
  }

  /**
   * Deposited cases of the wave, admissible unless said, each with a person to write to; the wave is over, and the director
   * has declared to have no conflict with them, unless said.
   */
  async deposited(count: number, { admit = true, declares = true } = {}): Promise<ListedCase[]> {
    const { server, clock } = this.journey;
    const cases: ListedCase[] = [];
    for (const lead of EPCI.slice(0, count)) {
      const person = this.leads.get(lead);
      if (!person) throw new RangeError('no such lead');
      const { id, version } = await aCandidacy(server, { waveId: this.waveId, state: 'submitted', lead });
      cases.push({ id, version: version + (admit ? 1 : 0), mailbox: person.seat.email, lead: person });
    }
    if (admit) await this.admit(cases);
    clock.set(AFTER_CUTOFF);
    if (declares) await declared(this.waveId, this.director);
    await this.worker.settled();
    this.worker.inbox.clear();
    return cases;
  }

  async admit(cases: readonly { readonly id: string }[]): Promise<void> {
    const { app } = this.journey.server;
    await app.get(Transactions).run(SYSTEM, async (tx) => {
      const ids = cases.map((one) => one.id as CandidacyId);
      await app.get(Cases).lock(tx, ids);
      await app
        .get(Cases)
        .move(tx, ...ids.map((id) => ({ id, expectedVersion: null, event: { type: 'ADMIT', facts: {} } as const })));
    });
  }

  propose(lines: readonly unknown[], as: Api = this.director) {
    return as.post('/api/decision-lists', { waveId: this.waveId, title: 'Relève de février', lines });
  }

  validate(id: string, as: Api = this.minister, ifMatch = 1) {
    return as.post(`/api/decision-lists/${id}/validation`, undefined, { ifMatch });
  }

  announce(id: string, as: Api = this.minister, ifMatch = 2) {
    return as.post(`/api/decision-lists/${id}/announcement`, undefined, { ifMatch });
  }

  schedule(id: string, at: string | null, ifMatch = 2) {
    return this.minister.post(`/api/decision-lists/${id}/announcement-date`, { at }, { ifMatch });
  }

  /** Proposes and validates. @returns the list's id */
  async frozen(lines: readonly unknown[]): Promise<string> {
    const { body } = await this.propose(lines);
    const validated = await this.validate(body.id as string);
    if (validated.status !== 200) throw new Error(JSON.stringify(validated.body));
    return body.id as string;
  }

  async rows(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.journey.judge.query<Record<string, unknown>>(sql, values)).rows;
  }

  /** States of the wave's cases. */
  async states(): Promise<unknown[]> {
    const found = await this.rows('select state from candidacies.candidacy where wave_id = $1 order by id', [
      this.waveId,
    ]);
    return found.map((row) => row['state']);
  }
}

export const lineOf = (
  one: Pick<ListedCase, 'id' | 'version'>,
  outcome: string,
  more: Readonly<Record<string, unknown>> = {},
) => ({ candidacyId: one.id, expectedVersion: one.version, outcome, ...more });
