import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CANDIDACIES_POLICIES } from '../policies/candidacies.js';

/** Readable rows of the case, as the row rules generate them; a test compares the two. */
const READABLE =
  "((select current_setting('rebond.reach', true)) = 'everything' " +
  "or (shared and (select current_setting('rebond.reach', true)) = 'shared') " +
  "or id = any ((select current_setting('rebond.cases', true))::uuid[])) " +
  "and (id = any ((select current_setting('rebond.recused', true))::uuid[])) is not true";

/**
 * Text search and overlap read as owner, behind the same predicate. The matches are materialised before what other
 * indexes could serve (wave, page, order): they come from the text index alone, which already holds the wave.
 */
const FUNCTIONS = `
  create function candidacies.search_cases(
      words tsquery, in_wave uuid, in_state text, in_region text, after_id uuid, at_most int)
    returns table (id uuid, wave_id uuid, state text, version int, territory text, lead_siren text, departement text,
      regions text[], admissibility text, deposited_at timestamptz, receipt_number text,
      implicit_rejection_at timestamptz)
    language sql stable security definer set search_path = pg_catalog as $$
    with found as materialized (
      select id, wave_id, state, version, territory, lead_siren, departement, regions, admissibility, deposited_at,
             receipt_number, implicit_rejection_at
        from candidacies.candidacy
       where search @@ words and (in_state is null or state = in_state)
         and (in_region is null or in_region = any (regions))
         and ${READABLE}
    )
    select f.id, f.wave_id, f.state, f.version, f.territory, f.lead_siren, f.departement, f.regions, f.admissibility,
           f.deposited_at, f.receipt_number, f.implicit_rejection_at
      from found f
     where (in_wave is null or f.wave_id = in_wave) and (after_id is null or f.id > after_id)
     order by f.id limit at_most
    $$;

  -- Other deposited, live candidacies of the call on a part of the perimeter. Whoever reads one learns which EPCI are
  -- concerned, and by whose candidacy only if that one may be read too.
  create function candidacies.overlaps(of_case uuid)
    returns table (case_id uuid, territory text, wave_id uuid, state text, shared_epci text[])
    language sql stable security definer set search_path = pg_catalog as $$
    with mine as materialized (
      select id, call_id, perimeter from candidacies.candidacy where id = of_case and ${READABLE}
    ), others as materialized (
      select o.id, o.shared, o.territory, o.wave_id, o.state,
             array(select unnest(o.perimeter) intersect select unnest(m.perimeter) order by 1) as epci
        from mine m join candidacies.candidacy o
          on o.perimeter && m.perimeter and o.call_id = m.call_id and o.id <> m.id
       where o.shared and o.state in ('submitted', 'incomplete', 'waitlisted', 'selected', 'engineering', 'funded')
         and (o.id = any ((select current_setting('rebond.recused', true))::uuid[])) is not true
    ), told as (
      select o.*, (${READABLE}) as named from others o
    )
    select case when t.named then t.id end, case when t.named then t.territory end,
           case when t.named then t.wave_id end, case when t.named then t.state end, t.epci
      from told t order by t.id
    $$;

  revoke all on function candidacies.search_cases, candidacies.overlaps from public;
  grant execute on function candidacies.search_cases, candidacies.overlaps to rebond_app;
`;

/** The case: its row, its answers, its deposits and receipts, what it owes, completion, and the legal clock. */
export class Candidacies1760000000006 implements MigrationInterface {
  readonly name = 'Candidacies1760000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema candidacies;

      create table candidacies.candidacy (
        id uuid primary key,
        call_id uuid not null,
        wave_id uuid not null,
        definition_version int not null,
        state text not null check (state in ('draft', 'submitted', 'incomplete', 'inadmissible', 'waitlisted', 'selected',
          'rejected', 'withdrawn', 'expired', 'engineering', 'funded', 'closed', 'abandoned')),
        version int not null check (version > 0),
        engineering boolean not null,
        admissibility text not null default 'pending' check (admissibility in ('pending', 'admissible', 'inadmissible')),
        rejection text check (rejection in ('express', 'implicit')),
        next_wave_id uuid,
        lead_siren text not null check (lead_siren ~ '^[0-9]{9}$'),
        territory text not null,
        perimeter text[] not null check (cardinality(perimeter) > 0),
        departement text not null,
        regions text[] not null,
        shared boolean not null default false,
        started_at timestamptz not null,
        deposited_at timestamptz,
        receipt_number text unique,
        implicit_rejection_at timestamptz,
        previous_id uuid references candidacies.candidacy (id),
        search tsvector not null,
        deadline_claimed_until timestamptz,
        check (shared = (deposited_at is not null)),
        check ((rejection is not null) = (state = 'rejected')),
        check (lead_siren = any (perimeter))
      );
      create unique index candidacy_one_deposit on candidacies.candidacy (wave_id, lead_siren)
        where shared and state <> 'withdrawn';
      create index candidacy_lead on candidacies.candidacy (lead_siren, wave_id);
      create index candidacy_wave_state on candidacies.candidacy (wave_id, state, id);
      create index candidacy_wave on candidacies.candidacy (wave_id, id);
      create index candidacy_perimeter on candidacies.candidacy using gin (perimeter);
      create index candidacy_search on candidacies.candidacy using gin (search);
      create index candidacy_drafts on candidacies.candidacy (wave_id) where state = 'draft';
      create index candidacy_legal on candidacies.candidacy (implicit_rejection_at)
        where implicit_rejection_at is not null and state in ('submitted', 'incomplete', 'waitlisted');

      create sequence candidacies.receipt_number;
      grant usage on schema candidacies to rebond_app;
      grant usage on sequence candidacies.receipt_number to rebond_app;

      create table candidacies.answers (
        candidacy_id uuid primary key references candidacies.candidacy (id),
        shared boolean not null default false,
        document jsonb not null default '{}',
        versions jsonb not null default '{}',
        updated_at timestamptz not null
      );

      create table candidacies.document (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        shared boolean not null default false,
        filename text not null,
        media_type text not null,
        size_bytes bigint not null check (size_bytes > 0),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        uploaded_by uuid,
        uploaded_at timestamptz not null
      );
      create index document_candidacy on candidacies.document (candidacy_id);

      create table candidacies.deposit (
        candidacy_id uuid not null references candidacies.candidacy (id),
        n int not null,
        received_at timestamptz not null,
        receipt_number text not null,
        definition_version int not null,
        snapshot jsonb not null,
        digest text not null,
        -- Null while completion suspends the legal clock.
        implicit_rejection_at timestamptz,
        kind text not null default 'deposit' check (kind in ('deposit', 'completion')),
        primary key (candidacy_id, n)
      );

      create table candidacies.owed_piece (
        candidacy_id uuid not null references candidacies.candidacy (id),
        field text not null,
        siren text not null default '',
        label text not null,
        due_at timestamptz,
        provided_at timestamptz,
        document_id uuid references candidacies.document (id),
        primary key (candidacy_id, field, siren)
      );

      create table candidacies.completion (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        fields text[] not null,
        message text not null,
        due_at timestamptz not null,
        requested_at timestamptz not null,
        requested_by uuid,
        cancelled_at timestamptz,
        cancel_reason text,
        answered_at timestamptz,
        answer text,
        check (cancelled_at is null or answered_at is null)
      );
      create index completion_candidacy on candidacies.completion (candidacy_id, requested_at);

      create table candidacies.legal_clock (
        candidacy_id uuid not null references candidacies.candidacy (id),
        n int not null,
        kind text not null check (kind in ('start', 'suspend', 'resume', 'prorogue')),
        at timestamptz not null,
        until date,
        primary key (candidacy_id, n),
        check (until is null or kind in ('suspend', 'prorogue')),
        check (until is not null or kind <> 'prorogue')
      );
      create trigger append_only before update or delete on candidacies.legal_clock
        for each row execute function platform.refuse_change();
      create trigger append_only before update or delete on candidacies.deposit
        for each row execute function platform.refuse_change();
    `);
    await runner.query(CANDIDACIES_POLICIES);
    await runner.query(FUNCTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema candidacies cascade');
  }
}
