import { createHash, randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Calls, OpenWave, PublishCall, type CallDefinition, type DocumentFacts } from '@rebond/calls';
import type { CandidacyId, Siren, WaveId } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import type { Client } from 'pg';
import { fillForm } from '../../apps/cli/src/demo/fill-form.js';

/** Cases are numbered from here; a case's ids, SIREN and token end with its number. */
export const FIRST = 117_000;
/** The case whose transactions are recorded. */
export const SAMPLE = 117_653;

export const prefixed = '00000000-0000-7000-80';
const id = (kind: string, n: number | string): string => `${prefixed}${kind}-000000${String(n)}`;
export const caseId = (n: number): CandidacyId => id('00', n) as CandidacyId;
export const leadOf = (n: number | string): string => `200${String(n)}`;
export const tokenOf = (n: number): string => `bench-token-territory-${String(n)}`;
export const tokenHash = (n: number): Buffer => createHash('sha256').update(tokenOf(n)).digest();

export const OFFICE = { n: 100_001, token: 'bench-token-programme-office' } as const;
export const officeIds = { seat: id('01', OFFICE.n), person: id('02', OFFICE.n), organisation: id('03', OFFICE.n) };

export interface OpenCall {
  readonly callId: string;
  readonly waveId: WaveId;
  readonly definition: CallDefinition;
}

/** The administrative map, the call as published, and a wave that is open for a month. */
export async function openCall(app: INestApplicationContext, source: string): Promise<OpenCall> {
  const transactions = app.get(Transactions);
  await transactions.run(SYSTEM, (tx) => app.get(Territories).load(tx));
  return transactions.run(SYSTEM, async (tx) => {
    const call = await app.get(PublishCall).handle(tx, { source, file: 'rebond-industriel.yaml' });
    const opensAt = tx.at.subtract({ hours: 24 });
    const cutoffAt = tx.at.add({ hours: 24 * 30 });
    const wave = await app.get(OpenWave).handle(tx, { call: call.slug, opensAt, cutoffAt });
    return { callId: call.id, waveId: wave.id, definition: await app.get(Calls).definition(tx, call.id, call.version) };
  });
}

/** Answers that let the sample case be deposited, and the documents that they name. */
async function completeAnswers(
  definition: CallDefinition,
): Promise<{ document: Readonly<Record<string, unknown>>; documents: ReadonlyMap<string, DocumentFacts> }> {
  const lead = leadOf(SAMPLE) as Siren;
  const documents = new Map<string, DocumentFacts>();
  const facts = { mediaType: 'application/pdf', sizeBytes: 100_000, state: 'clean' } as const;
  const document = await fillForm({
    definition,
    lead,
    perimeter: [lead],
    newId: randomUUID,
    upload: () => {
      const given = id(String(50 + documents.size), SAMPLE);
      documents.set(given, facts);
      return Promise.resolve({ id: given, facts });
    },
  });
  return { document, documents };
}

/** The words that find a case, as the product makes them (libs/candidacies, search-words.ts). */
export const searchSql = (folded: string, lead: string, wave: string): string =>
  `array_to_tsvector(array(
     select v.x from regexp_split_to_table(${folded} || ' ' || ${lead}, '[^a-z0-9]+') as split(word)
      cross join lateral (values (word), (right(${wave}::text, 8) || '/' || word)) v(x) where word <> ''))`;

const IDS = `
  select n::int, k.id, '200' || n as lead, b.name, b.folded,
         ('${prefixed}01-000000' || n)::uuid as seat, ('${prefixed}02-000000' || n)::uuid as person,
         ('${prefixed}03-000000' || n)::uuid as organisation
    from generate_series($1::int, $1::int + $2::int - 1) n
    cross join lateral (select ('${prefixed}00-000000' || n)::uuid as id) k
    join (select row_number() over (order by siren) - 1 as r, name, folded, count(*) over () as bodies
            from territories.body) b on b.r = n % b.bodies`;

/** Deposited cases of one wave, each with its lead's organisation, seat and token; made by sets, as owner. */
export async function makeCases(owner: Client, count: number, { callId, waveId, definition }: OpenCall): Promise<void> {
  const { document, documents } = await completeAnswers(definition);
  const sample = JSON.stringify(document);
  const run = (text: string, ...values: unknown[]): Promise<unknown> =>
    owner.query(`with c as (${IDS}) ${text}`, [FIRST, count, ...values]);
  const at = Temporal.Now.instant().subtract({ minutes: 5 }).toString();
  await run(
    `insert into candidacies.candidacy (id, call_id, wave_id, definition_version, state, version, engineering, lead_siren,
       territory, perimeter, departement, regions, shared, started_at, deposited_at, receipt_number,
       implicit_rejection_at, search)
     select id, $3, $4, 1, 'submitted', 2, true, lead, name, array[lead], '30', '{76}', true, $5::timestamptz, $5,
            'RB-2023-' || n, $5::timestamptz + interval '240 days',
            ${searchSql('c.folded', 'c.lead', '$4::uuid')} from c`,
    ...[callId, waveId, at],
  );
  await run(
    `insert into candidacies.answers (candidacy_id, shared, document, versions, updated_at)
     select id, true, replace(replace($3::text, '"${leadOf(SAMPLE)}"', '"' || lead || '"'),
                              '-000000${String(SAMPLE)}', '-000000' || n)::jsonb, '{}', $4 from c`,
    ...[sample, at],
  );
  for (const given of documents.keys())
    await run(
      `insert into candidacies.document
         (id, candidacy_id, shared, filename, media_type, size_bytes, sha256, uploaded_at)
       select replace($3::text, '${String(SAMPLE)}', n::text)::uuid, id, true, 'piece.pdf', 'application/pdf', 100000,
              repeat('ab', 32), $4 from c`,
      ...[given, at],
    );
  await run(
    `insert into candidacies.deposit (candidacy_id, n, received_at, receipt_number, definition_version, snapshot, digest)
     select id, 1, $3, 'RB-2023-' || n || '/1', 1, $4::jsonb, repeat('ab', 32) from c`,
    ...[at, sample],
  );
  await run(
    `insert into candidacies.owed_piece (candidacy_id, field, label, due_at)
     select id, 'owed-since-the-first-deposit', 'Pièce due', $3::timestamptz + interval '60 days' from c`,
    at,
  );
  await run(`insert into candidacies.legal_clock (candidacy_id, n, kind, at) select id, 0, 'start', $3 from c`, at);
  await run(
    `insert into platform.audit_stream (stream, candidacy_id, seq, head)
     select 'candidacy:' || id, id, 1, decode(repeat('ab', 32), 'hex') from c`,
  );
  await makeSeats(owner, count, at);
  await owner.query('vacuum analyze');
}

async function makeSeats(owner: Client, count: number, at: string): Promise<void> {
  const all = `c as (${IDS}), s as (
    select n, seat, person, organisation, 'epci' as kind, 'epci_lead' as role, lead as siren, name,
           'bench-token-territory-' || n as token from c
    union all
    select ${String(OFFICE.n)}, '${officeIds.seat}', '${officeIds.person}', '${officeIds.organisation}', 'programme',
           'programme_director', null, 'Programme', '${OFFICE.token}')`;
  const run = (text: string): Promise<unknown> => owner.query(`with ${all} ${text}`, [FIRST, count, at]);
  await run(`insert into identity.organisation (id, kind, name, siren, mailbox, created_at)
             select organisation, kind, name, siren, 'o' || n || '@bench.example', $3 from s`);
  await run(`insert into identity.person (id, name, email, created_at)
             select person, 'Titulaire ' || n, 'p' || n || '@bench.example', $3 from s`);
  await run(`insert into identity.seat (id, organisation_id, role, title, created_at)
             select seat, organisation, role, role, $3 from s`);
  await run(`insert into identity.holding (seat_id, person_id, from_at) select seat, person, $3 from s`);
  await run(`insert into identity.token (id, seat_id, person_id, hash, label, created_at, expires_at)
             select uuidv7(), seat, person, sha256(convert_to(token, 'UTF8')), 'bench', $3,
                    $3::timestamptz + interval '1 year' from s`);
  await run(`insert into identity.case_access (candidacy_id, organisation_id, basis, from_at)
             select c.id, c.organisation, 'lead', $3 from c`);
}
