import type { MigrationInterface, QueryRunner } from 'typeorm';
import { REVIEWS_POLICIES } from '../policies/reviews.js';

const TABLES = `
  create table selection.reviewer (
    wave_id uuid not null references calls.wave (id),
    seat_id uuid not null references identity.seat (id),
    topics text[] not null default '{}',
    regions text[] not null default '{}',
    min_load int not null default 0 check (min_load >= 0),
    max_load int not null check (max_load >= min_load),
    updated_at timestamptz not null,
    primary key (wave_id, seat_id)
  );
  comment on column selection.reviewer.topics is 'Answers of the call''s form whose subjects the reviewer knows';
  create index reviewer_seat on selection.reviewer (seat_id, wave_id);

  create table selection.review_round (
    wave_id uuid primary key references calls.wave (id),
    version int not null default 1 check (version > 0),
    status text not null check (status in ('proposed', 'validated')),
    seed int not null check (seed >= 0),
    min_affinity double precision not null,
    total_affinity double precision not null,
    proven boolean not null,
    seconds double precision not null,
    solved_at timestamptz not null,
    validated_at timestamptz,
    validated_by uuid,
    due_at timestamptz,
    check (num_nonnulls(validated_at, validated_by, due_at) = case when status = 'validated' then 3 else 0 end)
  );
  comment on column selection.review_round.proven is 'No assignment serves the least-served candidacy better, nor all of them';

  create table selection.review_assignment (
    id uuid primary key,
    wave_id uuid not null references selection.review_round (wave_id),
    candidacy_id uuid not null references candidacies.candidacy (id),
    seat_id uuid not null,
    affinity double precision not null,
    -- Kept when the round is solved again.
    locked boolean not null default false,
    -- The reviewer knows of it once the round is validated.
    told_at timestamptz,
    due_at timestamptz,
    ended_at timestamptz,
    end_reason text check (end_reason in ('late', 'recused', 'unavailable')),
    check ((told_at is null) = (due_at is null)),
    check ((ended_at is null) = (end_reason is null))
  );
  create unique index review_assignment_once on selection.review_assignment (candidacy_id, seat_id) where ended_at is null;
  create index review_assignment_wave on selection.review_assignment (wave_id) where ended_at is null;
  create index review_assignment_seat on selection.review_assignment (seat_id) where ended_at is null;

  create table selection.review (
    assignment_id uuid primary key references selection.review_assignment (id),
    candidacy_id uuid not null references candidacies.candidacy (id),
    seat_id uuid not null,
    person_id uuid not null,
    -- Kept beside the scores: who signed may leave.
    signed text not null,
    version int not null default 1 check (version > 0),
    scores jsonb not null default '{}',
    summary text,
    saved_at timestamptz not null,
    submitted_at timestamptz,
    weighted double precision check (weighted between 0 and 100),
    opened_to uuid[] not null default '{}',
    check ((submitted_at is null) = (weighted is null))
  );
  comment on column selection.review.opened_to is 'Seats that have submitted theirs of the same case: only they read this one';
  create index review_candidacy on selection.review (candidacy_id) where submitted_at is not null;
`;

/**
 * Reviews of a case open to each other as they are submitted, and to nobody else: the one who submits has no right on
 * the rows of the others.
 */
const OPEN = `
  create function selection.open_reviews(of_case uuid) returns void
    language sql volatile security definer set search_path = pg_catalog as $$
    update selection.review r
       set opened_to = array(select o.seat_id from selection.review o
                              where o.candidacy_id = of_case and o.submitted_at is not null and o.seat_id <> r.seat_id
                              order by 1)
     where r.candidacy_id = of_case and r.submitted_at is not null
    $$;
  revoke all on function selection.open_reviews from public;
  grant execute on function selection.open_reviews to rebond_app;
`;

/** Who reviews what, and the reviews. */
export class Reviews1760000000022 implements MigrationInterface {
  readonly name = 'Reviews1760000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(OPEN);
    await runner.query(REVIEWS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function selection.open_reviews;
      drop table selection.review, selection.review_assignment, selection.review_round, selection.reviewer;
    `);
  }
}
