import type { MigrationInterface, QueryRunner } from 'typeorm';
import { IDENTITY_POLICIES } from '../policies/identity.js';

/** Organisations, dated seats, hashed tokens, and who has access to which case and why. */
export class Identity1760000000002 implements MigrationInterface {
  readonly name = 'Identity1760000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema identity;

      create table identity.organisation (
        id uuid primary key,
        kind text not null check (kind in
          ('programme', 'bdt', 'bpifrance', 'minister', 'prefecture', 'region', 'epci', 'consultancy', 'control')),
        name text not null,
        siren text check (siren ~ '^[0-9]{9}$'),
        departement text,
        region text,
        mailbox text not null,
        created_at timestamptz not null
      );
      create unique index organisation_siren on identity.organisation (kind, siren) where siren is not null;
      create index organisation_departement on identity.organisation (departement) where kind = 'prefecture';
      create index organisation_region on identity.organisation (region) where kind = 'region';

      create table identity.person (
        id uuid primary key,
        name text not null,
        email text not null unique,
        created_at timestamptz not null
      );

      create table identity.seat (
        id uuid primary key,
        organisation_id uuid not null references identity.organisation (id),
        role text not null,
        title text not null,
        created_at timestamptz not null
      );
      create index seat_organisation on identity.seat (organisation_id);

      create table identity.holding (
        seat_id uuid not null references identity.seat (id),
        person_id uuid not null references identity.person (id),
        from_at timestamptz not null,
        until_at timestamptz,
        primary key (seat_id, person_id, from_at)
      );

      create table identity.token (
        id uuid primary key,
        seat_id uuid not null references identity.seat (id),
        person_id uuid not null references identity.person (id),
        hash bytea not null unique check (length(hash) = 32),
        label text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz
      );

      create table identity.case_access (
        candidacy_id uuid not null,
        organisation_id uuid not null references identity.organisation (id),
        basis text not null check (basis in ('lead', 'member', 'prefecture', 'region', 'mission', 'funding')),
        from_at timestamptz not null,
        until_at timestamptz,
        primary key (candidacy_id, organisation_id, basis)
      );
      create index case_access_organisation on identity.case_access (organisation_id, candidacy_id);

      create function identity.authenticate(token_hash bytea, at timestamptz)
        returns table (seat_id uuid, person_id uuid, organisation_id uuid, role text, cases uuid[])
        language sql stable security definer set search_path = pg_catalog as $$
        select s.id, t.person_id, s.organisation_id, s.role,
               array(select a.candidacy_id from identity.case_access a
                      where a.organisation_id = s.organisation_id and a.from_at <= at
                        and (a.until_at is null or a.until_at > at))
          from identity.token t
          join identity.seat s on s.id = t.seat_id
         where t.hash = token_hash and t.revoked_at is null and t.created_at <= at and t.expires_at > at
           and exists (select 1 from identity.holding h
                        where h.seat_id = t.seat_id and h.person_id = t.person_id and h.from_at <= at
                          and (h.until_at is null or h.until_at > at))
        $$;
      revoke all on function identity.authenticate from public;
      grant execute on function identity.authenticate to rebond_app;
    `);
    await runner.query(IDENTITY_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema identity cascade');
  }
}
