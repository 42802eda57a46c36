import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Siren } from '@rebond/kernel';
import { Client } from 'pg';
import { parse, stringify } from 'yaml';

import { api, type Answer, type Api } from './api.js';
import { HeldClock } from './clock.js';
import type { TestDatabase } from './database.js';
import { mappedDatabase } from './mapped-database.js';
import { seatOf, type SeatSpec, type TestSeat } from './seats.js';
import { startServer, type TestServer } from './server.js';

export const ALES = '200066918' as Siren;
export const CAMBRAI = '200068500' as Siren;
export const CAUDRESIS = '200030633' as Siren;

/** The published call with a form of five fields: one blocking text, one block, one piece of each kind. */
export function shortDefinition(slug = 'rebond-industriel'): string {
  const file = { type: 'file', accept: ['application/pdf'], maxSizeMegabytes: 10 };
  const call = parse(readFileSync(join(__dirname, '../../calls/rebond-industriel.yaml'), 'utf8')) as object;
  const sections = [
    {
      key: 'file',
      title: 'Le dossier',
      fields: [
        { key: 'needs', type: 'text', label: 'Besoins', requirement: 'blocking', maxLength: 100 },
        { key: 'contact', type: 'email', label: 'Contact', requirement: 'optional' },
        {
          key: 'projects',
          type: 'repeated',
          label: 'Projets',
          rowLabel: 'Projet',
          requirement: 'optional',
          fields: [{ key: 'title', type: 'text', label: 'Intitulé', requirement: 'blocking' }],
        },
        { key: 'letter', label: 'Lettre', requirement: 'optional', ...file },
        {
          key: 'deliberation',
          label: 'Délibération',
          requirement: 'promised',
          promisedWithin: { days: 30, unit: 'calendar' },
          perEpci: true,
          ...file,
        },
        { key: 'bankDetails', label: 'RIB', requirement: 'afterSelection', ...file },
      ],
    },
  ];
  return stringify({ ...call, slug, sections });
}

export interface Wave {
  readonly id: string;
  readonly cutoffAt: string;
}

/** A server with a call, two waves, the programme office and a territory: where the journeys of a case start. */
export class CaseJourney {
  private constructor(
    readonly database: TestDatabase,
    readonly server: TestServer,
    readonly clock: HeldClock,
    /** Sees everything: looks, and makes what the test is not about. */
    readonly judge: Client,
    readonly office: Api,
    readonly ales: Api,
    readonly february: Wave,
    readonly june: Wave,
    private readonly opened: AsyncDisposableStack,
  ) {}

  /** What it opened is closed when it fails: nothing of it keeps the suite from ending. */
  static async begin(): Promise<CaseJourney> {
    const opened = new AsyncDisposableStack();
    try {
      return await CaseJourney.open(opened);
    } catch (error) {
      await opened.disposeAsync();
      throw error;
    }
  }

  private static async open(opened: AsyncDisposableStack): Promise<CaseJourney> {
    const clock = new HeldClock('2023-01-10T09:00+01:00[Europe/Paris]');
    const database = await mappedDatabase();
    opened.defer(() => database.drop());
    const server = await startServer({ database, clock });
    opened.defer(() => server.stop());
    const judge = new Client({ connectionString: database.superuserUrl });
    opened.defer(() => judge.end());
    await judge.connect();
    const office = api(server.url, (await seatOf(database, { role: 'programme_director' })).token);
    const ales = api(server.url, (await seatOf(database, { role: 'epci_lead', organisation: { siren: ALES } })).token);
    await office.post('/api/calls', { source: shortDefinition() });
    const wave = async (opensAt: string, cutoffAt: string): Promise<Wave> => {
      const opened = await office.post('/api/waves', { call: 'rebond-industriel', opensAt, cutoffAt });
      if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
      return { id: opened.body.id as string, cutoffAt };
    };
    const february = await wave('2022-10-01T12:00:00+02:00', '2023-02-01T12:00:00+01:00');
    const june = await wave('2023-02-01T12:00:00+01:00', '2023-06-01T12:00:00+02:00');
    return new CaseJourney(database, server, clock, judge, office, ales, february, june, opened);
  }

  async end(): Promise<void> {
    await this.opened.disposeAsync();
  }

  async seat(spec: SeatSpec): Promise<Api & { seat: TestSeat }> {
    const seat = await seatOf(this.database, spec);
    return { ...api(this.server.url, seat.token), seat };
  }

  /** Saves answers, each over whatever version its field has. */
  async save(as: Api, id: string, values: Readonly<Record<string, unknown>>): Promise<Answer> {
    const { versions } = (await as.get(`/api/candidacies/${id}/answers`)).body as { versions: Record<string, number> };
    return as.patch(`/api/candidacies/${id}/answers`, {
      fields: Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, { value, seen: versions[key] ?? 0 }]),
      ),
    });
  }

  async draft(as: Api = this.ales, lead: Siren = ALES, waveId = this.february.id): Promise<string> {
    const started = await as.post('/api/candidacies', { waveId, lead });
    if (started.status !== 201) throw new Error(JSON.stringify(started.body));
    return started.body.id as string;
  }

  /** A deposited case, at version 2; the clock is put before the cut-off and left there. */
  async deposited(as: Api = this.ales, lead: Siren = ALES): Promise<string> {
    this.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
    const id = await this.draft(as, lead);
    await this.save(as, id, { needs: 'Détecter des projets' });
    const deposit = await as.post(`/api/candidacies/${id}/deposit`, undefined, { ifMatch: 1 });
    if (deposit.status !== 201) throw new Error(JSON.stringify(deposit.body));
    return id;
  }

  /** A document of a case, as if it had been uploaded. */
  async document(id: string, { mediaType = 'application/pdf', sha = 'ab'.repeat(32) } = {}): Promise<string> {
    const document = randomUUID();
    await this.judge.query(
      `insert into candidacies.document (id, candidacy_id, shared, filename, media_type, size_bytes, sha256, uploaded_at)
       select $1, c.id, c.shared, 'piece.pdf', $3, 1000, $4, $5 from candidacies.candidacy c where c.id = $2`,
      [document, id, mediaType, sha, this.clock.now().toString()],
    );
    return document;
  }

  /** Puts a case in a state that only a decision list or a higher room gives. */
  async put(id: string, state: string, more: Readonly<Record<string, string | null>> = {}): Promise<number> {
    const set = Object.keys(more).map((column, i) => `, ${column} = $${String(i + 3)}`);
    const { rows } = await this.judge.query<{ version: number }>(
      `update candidacies.candidacy set state = $2, version = version + 1${set.join('')} where id = $1 returning version`,
      [id, state, ...Object.values(more)],
    );
    return rows[0]?.version ?? 0;
  }
}
