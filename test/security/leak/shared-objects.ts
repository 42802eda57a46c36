import { randomUUID } from 'node:crypto';

import { declared } from '../../support/declare.js';
import type { CaseJourney } from '../../support/case-journey.js';
import { SITTING_ID, type Objects } from '../samples.js';
import { OFFICE } from '../office-objects.js';
import type { Seated } from './world.js';

interface Cases {
  readonly hidden: Objects;
  readonly alsoRecused: Objects;
  readonly open: Objects;
}

/**
 * What several cases share: a list that decides of all, its entry in the journal, a draw, batches, mails, an officer.
 * @returns the list
 */
export async function writeShared(journey: CaseJourney, cases: Cases, readers: readonly Seated[]): Promise<string> {
  const { judge, february } = journey;
  const { hidden, alsoRecused, open } = cases;
  const all = [open, alsoRecused, hidden].map((one) => one.case);
  const at = '2023-02-02T09:00:00Z';
  const director = await journey.seat({ role: 'programme_director' });
  for (const id of all)
    await judge.query(`update candidacies.candidacy set admissibility = 'admissible' where id = $1`, [id]);
  journey.clock.set('2023-02-02T10:00+01:00[Europe/Paris]');
  // Each case came on a list of its own.
  await judge.query('delete from selection.decision_line where candidacy_id = any ($1)', [all]);
  await declared(february.id, director);
  const proposed = await director.post('/api/decision-lists', {
    waveId: february.id,
    title: 'Liste commune',
    lines: all.map((candidacyId) => ({ candidacyId, expectedVersion: 2, outcome: 'select' })),
  });
  if (proposed.status !== 201) throw new Error(JSON.stringify(proposed.body));
  await judge.query(`set session_replication_role = 'replica'`);
  await judge.query('update reporting.draw set candidacy_ids = $2, population = 3 where id = $1', [OFFICE.draw, all]);
  await judge.query(`set session_replication_role = 'origin'`);
  for (const id of all) {
    await judge.query(
      `insert into platform.mail (id, message_id, kind, recipient, subject, text_body, candidacy_id, created_at,
         next_attempt_at, sent_at) values ($1, $2, 'receipt', 'camille@test.example', $3, 'Reçu', $4, $5, $5, $5)`,
      [randomUUID(), `<${id}@test.example>`, `Votre dossier ${id}`, id, at],
    );
    await judge.query(
      `insert into candidacies.legal_clock (candidacy_id, n, kind, at) values ($1, 99, 'suspend', $2)`,
      [id, at],
    );
  }
  for (const { seat, own } of readers) {
    const results = all.map((id) => ({ id, territory: `Territoire ${id}`, done: true, refusal: null }));
    await judge.query('update candidacies.batch set results = $2 where id = $1', [own.batch, JSON.stringify(results)]);
    await judge.query(
      `insert into candidacies.read_mark (seat_id, person_id, candidacy_id, read_at)
       select $1, $2, unnest($3::uuid[]), $4`,
      [seat.seatId, seat.personId, all, at],
    );
  }
  const officer = readers.find(({ role, isRecused }) => role === 'bdt_officer' && isRecused);
  for (const id of all)
    await judge.query(`insert into candidacies.assignment (candidacy_id, seat_id, assigned_at) values ($1, $2, $3)`, [
      id,
      officer?.seat.seatId,
      at,
    ]);
  await judge.query('update candidacies.case_facets set officer_seat_id = $2 where candidacy_id = any ($1)', [
    ...[all, officer?.seat.seatId],
  ]);
  return proposed.body.id as string;
}

/** A committee of the wave, with every case on its agenda; it and the hidden case's point are those that samples name. */

/** Money and work of each case, and what the reviews and the list say of it. */
export async function writeFigures(journey: CaseJourney, cases: Cases, list: string): Promise<void> {
  const { judge, february } = journey;
  const at = '2023-02-02T09:00:00Z';
  const firm = (await journey.seat({ role: 'consultancy' })).seat.organisationId;
  const reviewer = (await journey.seat({ role: 'bdt_officer' })).seat;
  const write = (sql: string, ...values: readonly unknown[]) => judge.query(sql, [...values]);
  await write(
    `insert into selection.review_round (wave_id, status, seed, min_affinity, total_affinity, proven, seconds, solved_at,
       validated_at, validated_by, due_at) values ($1, 'validated', 1, 2, 6, true, 1, $2, $2, $3, $2)
     on conflict do nothing`,
    ...[february.id, at, reviewer.personId],
  );
  const chair = (await journey.seat({ role: 'programme_director' })).seat;
  await write(
    `insert into selection.session (id, wave_id, kind, title, status, starts_at, duration_minutes, place, chair,
       secretary, convened_at) values ($1, $2, 'selection', 'Comité', 'convened', $3, 60, 'Paris', $4, $5, $3)`,
    ...[SITTING_ID, february.id, at, chair.seatId, reviewer.seatId],
  );
  for (const { case: id, project } of [cases.open, cases.alsoRecused, cases.hidden]) {
    await write('insert into funding.envelope (candidacy_id, created_at) values ($1, $2)', id, at);
    await write(
      `insert into selection.session_item (id, session_id, n, candidacy_id)
       select $3, $1, count(*) + 1, $2 from selection.session_item where session_id = $1`,
      ...[SITTING_ID, id, id === cases.hidden.case ? SITTING_ID : randomUUID()],
    );
    await write(
      `insert into funding.funder_commitment (id, candidacy_id, funder, amount_cents, at)
       values (gen_random_uuid(), $1, 'etat', 100000000, $2)`,
      ...[id, at],
    );
    await write(
      `insert into funding.award (id, candidacy_id, beneficiary, amount_cents, form, signed_on, invented, at)
       values (gen_random_uuid(), $1, 'Entreprise', 5000000, 'grant', '2023-02-01', true, $2)`,
      ...[id, at],
    );
    await write(
      `insert into funding.dossier_status (id, candidacy_id, project_id, n, status, decided_on, at)
       values (gen_random_uuid(), $1, $2, 1, 'deposited', '2023-02-01', $3)`,
      ...[id, project, at],
    );
    await write('insert into missions.firm (candidacy_id, organisation_id, person_days) values ($1, $2, 50)', id, firm);
    await write(
      `insert into missions.person_days (id, candidacy_id, organisation_id, worked_on, person_days, recorded_at)
       values (gen_random_uuid(), $1, $2, '2023-02-01', 3, $3)`,
      ...[id, firm, at],
    );
    await write(
      `insert into missions.consultation (id, candidacy_id, project_id, kind, organisation, name, email, asked_at, due_at)
       values (gen_random_uuid(), $1, $2, 'status', 'CCI', 'Conseillère', 'cci@test.example', $3, '2023-03-01T00:00:00Z')`,
      ...[id, project, at],
    );
    await write(
      `with assigned as (
         insert into selection.review_assignment (id, wave_id, candidacy_id, seat_id, affinity, told_at, due_at)
         values (gen_random_uuid(), $2, $1, $3, 2, $5, $5) returning id)
       insert into selection.review (assignment_id, candidacy_id, seat_id, person_id, signed, scores, saved_at,
         submitted_at, weighted) select id, $1, $3, $4, 'Titulaire', '{}', $5, $5, 60 from assigned`,
      ...[id, february.id, reviewer.seatId, reviewer.personId, at],
    );
    await write(
      `insert into selection.decision_difference (list_id, candidacy_id, version, seat_id, person_id, at)
       values ($1, $2, 2, $3, $4, $5)`,
      ...[list, id, reviewer.seatId, reviewer.personId, at],
    );
    await write(
      `insert into selection.letter (list_id, candidacy_id, data_sha256, sha256, size_bytes, rendered_at)
       values ($1, $2, $3, $3, 1000, $4)`,
      ...[list, id, 'ab'.repeat(32), at],
    );
  }
}
