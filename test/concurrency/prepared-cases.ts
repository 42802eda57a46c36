import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadDefinition } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { isSiren, type CandidacyId, type Clock, type Siren } from '@rebond/kernel';
import { appendJournal, lockStreams, statement, SYSTEM, Transactions, type Tx } from '@rebond/platform';
import { DataSource } from 'typeorm';

import { fillForm } from '../../apps/cli/src/demo/fill-form.js';
import { api, type Api } from '../support/api.js';
import type { TestDatabase } from '../support/database.js';
import { seatOf } from '../support/seats.js';

const FILE = join(__dirname, '../fixtures/definitions/atelier-des-friches.yaml');
/** A field of that call that a completion request may name. */
export const ANY_FIELD = 'siteName';

export interface PreparedWave {
  readonly id: string;
  readonly definitionVersion: number;
  readonly opensAt: string;
  readonly cutoffAt: string;
}

/** A lead of its own with its candidacy: nobody else deposits for it. */
export interface PreparedCase {
  readonly id: CandidacyId;
  readonly siren: Siren;
  readonly email: string;
  readonly token: string;
}

const DRAFTS = statement(
  'test_drafts',
  `with wanted as (
     select * from jsonb_to_recordset($1::jsonb) as w(id uuid, siren text, organisation uuid, seat uuid, person uuid,
       email text, token_id uuid, token_hash text, answers jsonb)
   ), organisations as (
     insert into identity.organisation (id, kind, name, siren, mailbox, created_at)
     select organisation, 'epci', 'Territoire ' || siren, siren, email, $2 from wanted
   ), people as (
     insert into identity.person (id, name, email, created_at) select person, 'Chef de file ' || siren, email, $2 from wanted
   ), seats as (
     insert into identity.seat (id, organisation_id, role, title, created_at)
     select seat, organisation, 'epci_lead', 'Présidence', $2 from wanted
   ), holdings as (
     insert into identity.holding (seat_id, person_id, from_at) select seat, person, $2 from wanted
   ), tokens as (
     insert into identity.token (id, seat_id, person_id, hash, label, created_at, expires_at)
     select token_id, seat, person, decode(token_hash, 'hex'), 'tests', $2, $2::timestamptz + interval '100 years' from wanted
   ), access as (
     insert into identity.case_access (candidacy_id, organisation_id, basis, from_at)
     select id, organisation, 'lead', $2 from wanted
   ), cases as (
     insert into candidacies.candidacy (id, call_id, wave_id, definition_version, state, version, engineering, lead_siren,
       territory, perimeter, departement, regions, started_at, search)
     select id, (select call_id from calls.wave where id = $3), $3, $4, 'draft', 1, false, siren, 'Territoire ' || siren, array[siren], '59', array['32'], $2,
            to_tsvector('simple', siren)
       from wanted
   )
   insert into candidacies.answers (candidacy_id, document, updated_at) select id, answers, $2 from wanted`,
);
const CLOCKS = statement(
  'test_clocks',
  `insert into candidacies.legal_clock (candidacy_id, n, kind, at) select id, 0, 'start', $2 from unnest($1::uuid[]) as id`,
);
const SILENCE = statement(
  'test_silence',
  `update platform.outbox set expanded_at = at where candidacy_id = any($1::uuid[])`,
);

/** A wave of a call without engineering whose form asks for no file, opened by the programme office. */
export async function openWave(
  office: Api,
  wave: { readonly opensAt: string; readonly cutoffAt: string; readonly name: string },
): Promise<PreparedWave> {
  const source = readFileSync(FILE, 'utf8');
  const published = await office.post('/api/calls', { source, file: 'atelier-des-friches.yaml' });
  const opened = await office.post('/api/waves', { call: 'atelier-des-friches', ...wave });
  if (opened.status !== 201) throw new Error(JSON.stringify([published.body, opened.body]));
  return opened.body as PreparedWave;
}

export const officeOf = async (database: TestDatabase, url: string): Promise<Api> =>
  api(url, (await seatOf(database, { role: 'programme_director' })).token);

/** The first `count` valid SIREN from the `from`-th on. */
function* sirens(from: number, count: number): Generator<Siren> {
  for (let n = from; n < from + count; n += 1)
    for (let key = 0; key < 10; key += 1) {
      const text = `${String(90_000_000 + n)}${String(key)}`;
      if (isSiren(text)) yield text;
    }
}

/** One transaction past row-level security, for preparing many cases at once. */
async function prepare<T>(
  database: Pick<TestDatabase, 'superuserUrl'>,
  at: Temporal.Instant,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: database.superuserUrl,
    poolSize: 1,
    installExtensions: false,
  });
  const clock: Clock = { now: () => at, refresh: () => Promise.resolve() };
  await dataSource.initialize();
  try {
    return await new Transactions(dataSource, clock).run(SYSTEM, work);
  } finally {
    await dataSource.destroy();
  }
}

/** Drafts with complete answers, each by a lead of its own. `from` keeps calls on one database apart. */
export const draftsIn = (
  database: Pick<TestDatabase, 'superuserUrl'>,
  wave: PreparedWave,
  count: number,
  from = 0,
): Promise<readonly PreparedCase[]> => draftsOf(database, wave, [...sirens(from, count)]);

/** The same of these leads, each in one case. */
export async function draftsOf(
  database: Pick<TestDatabase, 'superuserUrl'>,
  wave: PreparedWave,
  leads: readonly Siren[],
): Promise<readonly PreparedCase[]> {
  const definition = loadDefinition(readFileSync(FILE, 'utf8'), 'atelier-des-friches.yaml');
  const at = Temporal.Instant.from(wave.opensAt);
  const rows: (PreparedCase & Readonly<Record<string, unknown>>)[] = [];
  for (const siren of leads) {
    const token = `rbd_${randomBytes(32).toString('base64url')}`;
    rows.push({
      id: randomUUID() as string as CandidacyId,
      siren,
      organisation: randomUUID(),
      seat: randomUUID(),
      person: randomUUID(),
      email: `chef-${siren}@territoire.example`,
      token,
      token_id: randomUUID(),
      token_hash: createHash('sha256').update(token).digest('hex'),
      answers: await fillForm({
        definition,
        lead: siren,
        perimeter: [siren],
        newId: randomUUID,
        upload: () => Promise.reject(new Error('this form asks for no file')),
      }),
    });
  }
  await prepare(database, at, async (tx) => {
    for (let i = 0; i < rows.length; i += 1000) {
      const some = rows.slice(i, i + 1000);
      await tx.query(DRAFTS, [
        JSON.stringify(some.map(({ token: _, ...row }) => row)),
        at.toString(),
        ...[wave.id, wave.definitionVersion],
      ]);
      const streams = some.map(({ id }) => ({ stream: `candidacy:${id}`, candidacyId: id }));
      const heads = await lockStreams(tx, streams);
      await appendJournal(
        tx,
        some.map(({ id, siren }) => ({
          head: heads.get(`candidacy:${id}`)!,
          records: [{ action: 'candidacy.started', audience: 'territory', facts: { candidacy: id, lead: siren } }],
          effects: [],
        })),
      );
    }
  });
  return rows.map(({ id, siren, email, token }) => ({ id, siren, email, token }));
}

/** Moves drafts to `submitted` through the spine, set-wise; their receipts count as sent. */
export async function submitted(
  database: Pick<TestDatabase, 'superuserUrl'>,
  wave: PreparedWave,
  cases: readonly PreparedCase[],
  at: Temporal.Instant,
): Promise<void> {
  const spine = new Cases();
  await prepare(database, at, async (tx) => {
    const ids = cases.map(({ id }) => id);
    await spine.lock(tx, ids);
    await spine.move(
      tx,
      ...cases.map(({ id, siren }) => ({
        id,
        expectedVersion: 1,
        event: {
          type: 'DEPOSIT' as const,
          facts: {
            receivedAt: at.toString(),
            cutoffAt: wave.cutoffAt,
            opensAt: wave.opensAt,
            blockingMissing: 0,
            firstDeposit: null,
            digest: '0'.repeat(64),
            piecesOwed: 0,
          },
        },
        change: { depositedAt: at, receiptNumber: `RB-TEST-${siren}` },
      })),
    );
    await tx.query(CLOCKS, [ids, at.toString()]);
    await tx.query(SILENCE, [ids]);
  });
}

/** Declares submitted cases admissible, set-wise: they may be decided of, at version 3. */
export async function admitted(
  database: Pick<TestDatabase, 'superuserUrl'>,
  cases: readonly Pick<PreparedCase, 'id'>[],
  at: Temporal.Instant,
): Promise<void> {
  const spine = new Cases();
  await prepare(database, at, async (tx) => {
    const ids = cases.map(({ id }) => id);
    await spine.lock(tx, ids);
    await spine.move(
      tx,
      ...ids.map((id) => ({ id, expectedVersion: 2, event: { type: 'ADMIT' as const, facts: {} } })),
    );
    await tx.query(SILENCE, [ids]);
  });
}
