import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SESSIONS_POLICIES } from '../policies/sessions.js';

const TABLES = `
  create table selection.session (
    id uuid primary key,
    wave_id uuid not null references calls.wave (id),
    kind text not null check (kind in ('selection', 'ministerial')),
    title text not null,
    status text not null check (status in ('convened', 'open', 'closed', 'approved', 'cancelled')),
    version int not null default 1 check (version > 0),
    starts_at timestamptz not null,
    duration_minutes int not null check (duration_minutes > 0),
    place text not null,
    chair uuid not null references identity.seat (id),
    secretary uuid not null references identity.seat (id),
    convened_at timestamptz not null,
    urgency text,
    opened_at timestamptz,
    closed_at timestamptz,
    approved_at timestamptz,
    list_id uuid references selection.decision_list (id),
    check (chair <> secretary),
    check (opened_at is not null or status in ('convened', 'cancelled')),
    check ((closed_at is not null) = (status in ('closed', 'approved'))),
    check ((approved_at is not null) = (status = 'approved')),
    check (list_id is null or status = 'approved')
  );
  comment on column selection.session.urgency is 'Why the delay of the convocation was not kept';
  create index session_wave on selection.session (wave_id, starts_at);

  create table selection.session_member (
    session_id uuid not null references selection.session (id),
    n int not null,
    seat_id uuid not null references identity.seat (id),
    person_id uuid not null references identity.person (id),
    name text not null,
    quality text not null,
    role text not null,
    has_vote boolean not null,
    is_present boolean not null default false,
    proxy_to uuid,
    proxy_at timestamptz,
    primary key (session_id, seat_id),
    unique (session_id, person_id),
    -- Nobody holds more than one proxy (CRPA R133-9).
    unique (session_id, proxy_to),
    foreign key (session_id, proxy_to) references selection.session_member (session_id, seat_id),
    check ((proxy_to is null) = (proxy_at is null)),
    check (proxy_to is distinct from seat_id)
  );
  create index session_member_seat on selection.session_member (seat_id);

  create table selection.session_item (
    id uuid primary key,
    session_id uuid not null references selection.session (id),
    n int not null,
    candidacy_id uuid references candidacies.candidacy (id),
    title text,
    unique (session_id, n),
    unique (session_id, candidacy_id),
    check ((candidacy_id is null) <> (title is null))
  );

  create table selection.session_recusal (
    item_id uuid not null references selection.session_item (id),
    session_id uuid not null references selection.session (id),
    candidacy_id uuid not null references candidacies.candidacy (id),
    seat_id uuid not null,
    person_id uuid not null,
    source text not null check (source in ('standing', 'declared')),
    at timestamptz not null,
    primary key (item_id, person_id)
  );
  comment on column selection.session_recusal.source is 'Known before, or declared at the session';
  create index session_recusal_session on selection.session_recusal (session_id);

  create table selection.session_decision (
    item_id uuid primary key references selection.session_item (id),
    session_id uuid not null references selection.session (id),
    candidacy_id uuid not null references candidacies.candidacy (id),
    case_version int not null check (case_version > 0),
    outcome text not null check (outcome in ('select', 'waitlist', 'defer', 'reject')),
    next_wave_id uuid references calls.wave (id),
    envelope_cents bigint check (envelope_cents >= 0),
    person_days numeric check (person_days > 0),
    criteria text[] not null check (cardinality(criteria) > 0),
    reason text not null,
    votes_for int check (votes_for >= 0),
    votes_against int check (votes_against >= 0),
    abstentions int check (abstentions >= 0),
    present int not null check (present >= 0),
    represented int not null check (represented >= 0),
    required int not null check (required >= 0),
    decided_at timestamptz not null,
    seat_id uuid not null,
    person_id uuid not null,
    check ((outcome = 'defer') = (next_wave_id is not null)),
    check (outcome = 'select' or num_nonnulls(envelope_cents, person_days) = 0),
    check (num_nonnulls(votes_for, votes_against, abstentions) in (0, 3)),
    check (present + represented >= required)
  );
  create index session_decision_session on selection.session_decision (session_id);

  create table selection.session_minutes (
    session_id uuid not null references selection.session (id),
    version int not null check (version > 0),
    -- What was corrected since the version before.
    correction text,
    data_sha256 text not null check (data_sha256 ~ '^[0-9a-f]{64}$'),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes int not null check (size_bytes > 0),
    made_at timestamptz not null,
    made_by uuid not null,
    chair_person uuid,
    chair_at timestamptz,
    secretary_person uuid,
    secretary_at timestamptz,
    primary key (session_id, version),
    check ((correction is null) = (version = 1)),
    check (num_nonnulls(chair_person, chair_at) in (0, 2) and num_nonnulls(secretary_person, secretary_at) in (0, 2)),
    check (chair_person <> secretary_person)
  );
`;

/** Sessions of the committees that examine the cases of a wave, as legal objects. */
export class Sessions1760000000024 implements MigrationInterface {
  readonly name = 'Sessions1760000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(SESSIONS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table selection.session_minutes, selection.session_decision, selection.session_recusal,
                 selection.session_item, selection.session_member, selection.session;
    `);
  }
}
