import { journalSql, statement } from '@rebond/platform';

/**
 * Rows, facets and journal of a move in one statement. Of a case that silence threatens, the officer's due date is the
 * sooner of the legal date and the one at which an incomplete file must have been said so; the territory's is its first
 * open completion request's.
 */
export const MOVE = statement(
  'cases_move',
  `with moved as (
     update candidacies.candidacy c
        set state = m.state, version = c.version + 1, admissibility = m.admissibility, rejection = m.rejection,
            next_wave_id = m.next_wave_id, implicit_rejection_at = m.implicit_rejection_at,
            deposited_at = m.deposited_at, shared = m.deposited_at is not null, receipt_number = m.receipt_number,
            definition_version = m.definition_version
       from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[],
                   $8::timestamptz[], $9::text[], $10::int[], $11::text[], $12::timestamptz[], $13::boolean[])
         as m(id, version, state, admissibility, rejection, next_wave_id, implicit_rejection_at, deposited_at,
              receipt_number, definition_version, next_actor, admissibility_due, for_everyone)
      where c.id = m.id and c.version = m.version
        -- What a frozen list decides of may leave, and nothing else.
        and (m.state = 'withdrawn' or not exists (select from candidacies.case_hold h where h.candidacy_id = c.id))
     returning c.id, c.wave_id, c.state, c.departement, c.regions, c.deposited_at, c.implicit_rejection_at,
               m.next_actor, m.admissibility_due, m.for_everyone
   ), facets as (
     insert into candidacies.case_facets as f
       (candidacy_id, wave_id, state, departement, regions, next_actor, next_since, next_due, admissibility_due,
        last_change, last_state_change)
     select id, wave_id, state, departement, regions, next_actor, $14, least(coalesce(
              case when state = 'incomplete'
                   then (select min(k.due_at) from candidacies.completion k
                          where k.candidacy_id = moved.id and k.answered_at is null and k.cancelled_at is null)
                   when state in ('submitted', 'waitlisted') then implicit_rejection_at end, 'infinity'),
              case when state = 'submitted' and next_actor = 'officer' then admissibility_due end),
            admissibility_due, n.noticed_at, n.noticed_at
       from moved
       cross join lateral (select case when for_everyone then $14::timestamptz else '-infinity' end) as n (noticed_at)
      where deposited_at is not null
     on conflict (candidacy_id) do update
       set state = excluded.state, next_actor = excluded.next_actor,
           next_since = case when f.next_actor is distinct from excluded.next_actor then excluded.next_since
                             else f.next_since end,
           next_due = least(excluded.next_due, case when excluded.state = 'submitted' and excluded.next_actor = 'officer'
                                                    then f.admissibility_due end),
           admissibility_due = case when excluded.state = 'incomplete' then null
                                    else coalesce(excluded.admissibility_due, f.admissibility_due) end,
           last_change = coalesce(nullif(excluded.last_change, '-infinity'), f.last_change),
           last_state_change = coalesce(nullif(excluded.last_state_change, '-infinity'), f.last_state_change)
   ), ${journalSql(14)}
   select count(*)::int as moved from moved`,
);

/** Another perimeter, and what worklists filter on because of it. */
export const RESHAPE = statement(
  'cases_reshape',
  `with reshaped as (
     update candidacies.candidacy
        set territory = $2, perimeter = $3, departement = $4, regions = $5, search = array_to_tsvector($6::text[])
      where id = $1
   )
   update candidacies.case_facets set departement = $4, regions = $5 where candidacy_id = $1`,
);

/** Appends to the journal of a case what does not move it; what a reader of its list notices is dated. */
export const RECORD = statement(
  'cases_record',
  `with noticed as (
     update candidacies.case_facets f
        set last_change = case when w.for_everyone then w.at else f.last_change end, last_state_change = w.at
       from unnest($1::uuid[], $2::boolean[], $3::timestamptz[]) as w(id, for_everyone, at)
      where f.candidacy_id = w.id
   ), ${journalSql(4)}
   select 1`,
);

export const NEXT_DUE = statement(
  'cases_next_due',
  `update candidacies.case_facets set next_due = $2 where candidacy_id = $1 and next_actor is not null`,
);
