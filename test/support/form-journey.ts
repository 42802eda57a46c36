import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadDefinition } from '@rebond/calls';
import type { Siren } from '@rebond/kernel';
import { Client } from 'pg';

import { ApiClient } from '../../apps/cli/src/demo/client.js';
import { fillForm } from '../../apps/cli/src/demo/fill-form.js';
import { api, type Answer, type Api } from './api.js';
import { HeldClock } from './clock.js';
import { pdf } from './contents.js';
import type { TestDatabase } from './database.js';
import { mappedDatabase } from './mapped-database.js';
import { seatOf } from './seats.js';
import { startServer, type TestServer } from './server.js';

const BEFORE_CUTOFF = '2023-01-10T09:00+01:00[Europe/Paris]';
const SOURCE = readFileSync(join(__dirname, '../../calls/rebond-industriel.yaml'), 'utf8');

/** A candidacy as its territory knows it. */
export interface Draft {
  readonly id: string;
  readonly path: string;
  readonly lead: Siren;
  readonly token: string;
  readonly as: Api;
}

/** The published call on a server of its own, with an open wave: drafts of its whole form, with real files. */
export class FormJourney {
  /** Text of the definition. */
  readonly source = SOURCE;
  readonly definition = loadDefinition(SOURCE, 'rebond-industriel.yaml');

  private constructor(
    /** For what a test writes; the server keeps its files in `files` below. */
    readonly folder: string,
    readonly database: TestDatabase,
    readonly server: TestServer,
    readonly clock: HeldClock,
    readonly judge: Client,
    readonly officeToken: string,
    readonly office: Api,
    readonly waveId: string,
    /** EPCI of one département and one region, one per draft. */
    private readonly sirens: Siren[],
  ) {}

  static async begin(): Promise<FormJourney> {
    const clock = new HeldClock(BEFORE_CUTOFF);
    const folder = mkdtempSync(join(tmpdir(), 'rebond-form-'));
    const database = await mappedDatabase();
    const server = await startServer({ database, clock, variables: { FILES_DIR: join(folder, 'files') } });
    const judge = new Client({ connectionString: database.superuserUrl });
    await judge.connect();
    const { token } = await seatOf(database, { role: 'programme_director' });
    const office = api(server.url, token);
    await office.post('/api/calls', { source: SOURCE });
    const wave = await office.post('/api/waves', {
      call: 'rebond-industriel',
      opensAt: '2022-10-01T12:00:00+02:00',
      cutoffAt: '2023-02-01T12:00:00+01:00',
    });
    const { rows } = await judge.query<{ siren: Siren }>(
      `select siren from territories.current_body where cardinality(departements) = 1 order by siren limit 40`,
    );
    const sirens = rows.map((row) => row.siren);
    return new FormJourney(folder, database, server, clock, judge, token, office, wave.body.id as string, sirens);
  }

  async end(): Promise<void> {
    await this.judge.end();
    await this.server.stop();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  toBeforeCutoff(): void {
    this.clock.set(BEFORE_CUTOFF);
  }

  async rows(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.judge.query<Record<string, unknown>>(sql, [...values])).rows;
  }

  /** An EPCI that nothing has been started for. */
  nextSiren(): Siren {
    const siren = this.sirens.pop();
    if (!siren) throw new Error('One more EPCI is needed');
    return siren;
  }

  async startedBy(as: Api, token: string, lead: Siren): Promise<Draft> {
    const { status, body } = await as.post('/api/candidacies', { waveId: this.waveId, lead });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return { id: body.id as string, path: `/api/candidacies/${body.id as string}`, lead, token, as };
  }

  async started(): Promise<Draft> {
    const lead = this.nextSiren();
    const { token } = await seatOf(this.database, { role: 'epci_lead', organisation: { siren: lead } });
    return this.startedBy(api(this.server.url, token), token, lead);
  }

  async save({ as, path }: Draft, answers: Readonly<Record<string, unknown>>): Promise<void> {
    const { versions } = (await as.get<{ versions: Record<string, number> }>(`${path}/answers`)).body;
    const fields = Object.fromEntries(
      Object.entries(answers).map(([key, value]) => [key, { value, seen: versions[key] ?? 0 }]),
    );
    const { status, body } = await as.patch(`${path}/answers`, { fields });
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  /** Answers everything that the deposit waits for, uploading real files. */
  async fill(draft: Draft): Promise<void> {
    const client = new ApiClient(this.server.url, draft.token);
    const { document } = (await draft.as.get<{ document: Record<string, unknown> }>(`${draft.path}/answers`)).body;
    const answers = await fillForm({
      definition: this.definition,
      lead: draft.lead,
      perimeter: [draft.lead],
      newId: randomUUID,
      already: document,
      upload: async (field) => {
        const content = new Uint8Array(pdf(300));
        const id = await client.upload(draft.id, field.key, `${field.key}.pdf`, content);
        return { id, facts: { mediaType: 'application/pdf', sizeBytes: content.byteLength, state: 'clean' } };
      },
    });
    await this.save(draft, Object.fromEntries(Object.entries(answers).filter(([key]) => !(key in document))));
  }

  async filled(): Promise<Draft> {
    const draft = await this.started();
    await this.fill(draft);
    return draft;
  }

  deposit({ as, path }: Draft, ifMatch = 1): Promise<Answer> {
    return as.post(`${path}/deposit`, undefined, { ifMatch });
  }

  /** All that a territory has given, and what the system has noted of its case. */
  async keptOf({ id, path, as }: Draft) {
    return {
      answers: (await as.get<unknown>(`${path}/answers`)).body,
      documents: (await as.get<unknown>(`${path}/documents`)).body,
      case: (await as.get<unknown>(path)).body,
      entries: await this.rows('select stream, seq from platform.audit_entry where candidacy_id = $1 order by 1, 2', [
        id,
      ]),
      messages: await this.rows('select id from platform.outbox where candidacy_id = $1 order by 1', [id]),
    };
  }

  /** Announces an upload: with its bytes, or of a length that is not said yet. */
  async announce({ path, token }: Draft, filename: string, field: string, bytes?: Buffer): Promise<Answer> {
    const encode = (text: string): string => Buffer.from(text).toString('base64');
    const response = await fetch(new URL(`${path}/documents`, this.server.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'tus-resumable': '1.0.0',
        'upload-metadata': `filename ${encode(filename)},field ${encode(field)}`,
        ...(bytes ? { 'upload-length': String(bytes.length) } : { 'upload-defer-length': '1' }),
        ...(bytes ? { 'content-type': 'application/offset+octet-stream' } : {}),
      },
      ...(bytes ? { body: new Uint8Array(bytes) } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  }

  /** Streams a file without saying its length, until the server answers; `sent` is how much had left by then. */
  async stream({ token }: Draft, path: string, bytes: number): Promise<Answer & { readonly sent: number }> {
    const request = httpRequest(new URL(path, this.server.url), {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${token}`,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
    });
    const progress = { sent: 0, answered: false };
    const answer = new Promise<Answer & { readonly sent: number }>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', (response) => {
        progress.answered = true;
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
          resolve({ status: response.statusCode ?? 0, headers: new Headers(), body, sent: progress.sent });
          request.destroy();
        });
      });
    });
    const content = pdf(bytes);
    while (progress.sent < bytes && !progress.answered) {
      const flows = request.write(content.subarray(progress.sent, progress.sent + 65_536));
      progress.sent += 65_536;
      await (flows ? new Promise((next) => setImmediate(next)) : Promise.race([once(request, 'drain'), answer]));
    }
    return answer;
  }

  /** Files of uploads under way. */
  uploadsOf({ id }: Draft): string[] {
    const uploads = join(this.folder, 'files', 'uploads', id);
    return existsSync(uploads) ? readdirSync(uploads) : [];
  }
}
