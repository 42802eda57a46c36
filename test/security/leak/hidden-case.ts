import { ROWS } from '@rebond/identity';
import { Client } from 'pg';

import type { TestDatabase } from '../../support/database.js';

/** Runs as the superuser, without triggers: what only grows is changed too. */
async function asJudge(database: TestDatabase, work: (judge: Client) => Promise<void>): Promise<void> {
  const judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  try {
    await judge.query(`set session_replication_role = 'replica'`);
    await work(judge);
  } finally {
    await judge.end();
  }
}

/** Tables with rows of cases, by the column that names the case. */
async function tablesOfCases(judge: Client): Promise<readonly string[]> {
  const { rows } = await judge.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.columns
      where column_name = 'candidacy_id' and table_schema || '.' || table_name = any ($1) order by 1`,
    [Object.keys(ROWS)],
  );
  return rows.map(({ name }) => name);
}

/** Tables of cases where this one has no row. */
export async function tablesWithout(database: TestDatabase, id: string): Promise<readonly string[]> {
  const without: string[] = [];
  await asJudge(database, async (judge) => {
    for (const table of await tablesOfCases(judge)) {
      const { rowCount } = await judge.query(`select 1 from ${table} where candidacy_id = $1 limit 1`, [id]);
      if (rowCount === 0) without.push(table);
    }
  });
  return without;
}

/** As if there had never been such a case. */
export const removeCase = (database: TestDatabase, id: string): Promise<void> =>
  asJudge(database, async (judge) => {
    for (const table of await tablesOfCases(judge))
      await judge.query(`delete from ${table} where candidacy_id = $1`, [id]);
    await judge.query('delete from candidacies.candidacy where id = $1', [id]);
    await judge.query(
      `update candidacies.batch set results = (select coalesce(jsonb_agg(r), '[]') from jsonb_array_elements(results) r
                                                where r ->> 'id' <> $1)`,
      [id],
    );
  });

/** Every part of the case that a figure, a list, an order or a mail could show. */
const REWRITTEN = [
  `update candidacies.candidacy
      set state = 'incomplete', version = version + 7, territory = 'Autre nom', departement = '30', regions = '{76}',
          admissibility = 'inadmissible', implicit_rejection_at = implicit_rejection_at - interval '10 days',
          deposited_at = deposited_at + interval '3 days', receipt_number = 'AUTRE' where id = $1`,
  `update candidacies.answers set document = '{"needs": "Autre chose"}' where candidacy_id = $1`,
  `update candidacies.case_facets
      set state = 'incomplete', departement = '30', regions = '{76}', officer_seat_id = null, next_actor = 'territory',
          next_since = next_since - interval '5 days', next_due = '2023-02-10T00:00:00Z',
          last_change = '2023-05-30T00:00:00Z', last_state_change = '2023-05-31T00:00:00Z' where candidacy_id = $1`,
  `delete from candidacies.assignment where candidacy_id = $1`,
  `update candidacies.note set body = 'Un autre avis' where candidacy_id = $1`,
  `update candidacies.document set filename = 'autre.pdf', size_bytes = 5 where candidacy_id = $1`,
  `update candidacies.completion set due_at = due_at - interval '9 days' where candidacy_id = $1`,
  `update candidacies.opinion set stance = 'unfavourable', given_at = asked_at, signed = 'X' where candidacy_id = $1`,
  `update candidacies.legal_clock set at = at - interval '1 day' where candidacy_id = $1`,
  `delete from candidacies.read_mark where candidacy_id = $1`,
  `update missions.mission set person_days = 77, starts_on = '2023-07-07' where candidacy_id = $1`,
  `update missions.project set capex_cents = 999999, title = 'Autre projet' where candidacy_id = $1`,
  `update missions.interview set company = 'Autre société' where candidacy_id = $1`,
  `update meetings.meeting set title = 'Autre comité', starts_at = starts_at + interval '2 days' where candidacy_id = $1`,
  `update selection.decision_line set outcome = 'reject', envelope_cents = null, reasons = '{Non}' where candidacy_id = $1`,
  `update funding.funder_commitment set amount_cents = 777 where candidacy_id = $1`,
  `update funding.award set amount_cents = 888, beneficiary = 'Autre société' where candidacy_id = $1`,
  `update funding.dossier_status set status = 'refused' where candidacy_id = $1`,
  `update missions.person_days set person_days = 9 where candidacy_id = $1`,
  `update missions.consultation set answer = 'late', answered_at = asked_at where candidacy_id = $1`,
  `update selection.review_assignment set affinity = 9, ended_at = due_at, end_reason = 'late' where candidacy_id = $1`,
  `update selection.review set weighted = 5, summary = 'Faible', scores = '{"a": 1}' where candidacy_id = $1`,
  `update selection.appeal set kind = 'hierarchical', appellant = 'Autrui', received_on = '2023-01-05', implied_on = '2023-03-05'
    where candidacy_id = $1`,
  `update selection.appeal_file set filename = 'autre.pdf', size_bytes = 5 where candidacy_id = $1`,
  `update selection.postal_notice set recipient = 'Autrui', received_on = '2023-01-27', filename = 'autre.pdf'
    where candidacy_id = $1`,
  `delete from selection.decision_difference where candidacy_id = $1`,
  `update selection.letter set size_bytes = 5 where candidacy_id = $1`,
  `update platform.mail set subject = 'Autre objet', recipient = 'autre@test.example' where candidacy_id = $1`,
  `update platform.audit_entry set audience = 'state', hash = sha256(hash) where candidacy_id = $1`,
];

/** The same case under the same identifier, of which everything else is different. */
export const rewriteCase = (database: TestDatabase, id: string): Promise<void> =>
  asJudge(database, async (judge) => {
    for (const sql of REWRITTEN) await judge.query(sql, [id]);
    await judge.query(
      `insert into candidacies.note (id, candidacy_id, audience, signed, at, body)
       select gen_random_uuid(), $1, 'state', 'Quelqu’un', '2023-05-01T00:00:00Z', 'Encore une note'`,
      [id],
    );
  });
