import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TERRITORIES_POLICIES } from '../policies/territories.js';

/** The administrative map by vintage, and Territoires d'industrie by theirs. */
export class Territories1760000000003 implements MigrationInterface {
  readonly name = 'Territories1760000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema territories;

      create table territories.vintage (
        vintage int primary key check (vintage between 2000 and 2100),
        source text not null,
        loaded_at timestamptz not null
      );

      create table territories.region (
        vintage int not null references territories.vintage (vintage) on delete cascade,
        code text not null,
        name text not null,
        primary key (vintage, code)
      );

      create table territories.departement (
        vintage int not null references territories.vintage (vintage) on delete cascade,
        code text not null,
        name text not null,
        region text not null,
        primary key (vintage, code)
      );

      -- A few communes have no SIREN (no inhabitant, or overseas collectivities).
      create table territories.commune (
        vintage int not null references territories.vintage (vintage) on delete cascade,
        code text not null,
        siren text check (siren ~ '^[0-9]{9}$'),
        name text not null,
        departement text not null,
        region text not null,
        population int not null,
        epci text,
        ept text,
        folded text not null,
        search tsvector not null generated always as (to_tsvector('pg_catalog.simple'::regconfig, folded)) stored,
        primary key (vintage, code)
      );
      create unique index commune_siren on territories.commune (siren text_pattern_ops, vintage) where siren is not null;
      create index commune_epci on territories.commune (epci, vintage);
      create index commune_ept on territories.commune (ept, vintage) where ept is not null;
      create index commune_search on territories.commune using gin (search) with (fastupdate = off);

      create table territories.body (
        vintage int not null references territories.vintage (vintage) on delete cascade,
        siren text not null check (siren ~ '^[0-9]{9}$'),
        kind text not null check (kind in ('epci', 'ept')),
        nature text not null,
        name text not null,
        departements text[] not null,
        regions text[] not null,
        population int not null,
        folded text not null,
        search tsvector not null generated always as (to_tsvector('pg_catalog.simple'::regconfig, folded)) stored,
        primary key (vintage, siren)
      );
      create index body_siren on territories.body (siren text_pattern_ops, vintage);
      create index body_search on territories.body using gin (search) with (fastupdate = off);

      -- Published: what can stand in a perimeter, on the newest vintage loaded.
      create view territories.current_body with (security_invoker = true) as
        select b.siren, b.kind, b.nature, b.name, b.departements, b.regions, b.population, b.vintage
          from territories.body b
         where b.vintage = (select max(v.vintage) from territories.vintage v)
        union all
        select c.siren, 'commune', 'COM', c.name, array[c.departement], array[c.region], c.population, c.vintage
          from territories.commune c
         where c.vintage = (select max(v.vintage) from territories.vintage v) and c.siren is not null;

      create table territories.territoire_industrie (
        vintage text not null check (vintage ~ '^[0-9]{4}-[0-9]{4}$'),
        id text not null,
        name text not null,
        imported_at timestamptz not null,
        primary key (vintage, id)
      );

      -- Identifiers are reused from one vintage to the next for other territories: the vintage is in every key.
      create table territories.territoire_industrie_member (
        vintage text not null,
        id text not null,
        siren text not null check (siren ~ '^[0-9]{9}$'),
        name text not null,
        primary key (vintage, id, siren),
        foreign key (vintage, id) references territories.territoire_industrie (vintage, id) on delete cascade
      );
      create index territoire_industrie_member_siren on territories.territoire_industrie_member (siren);
    `);
    await runner.query(TERRITORIES_POLICIES);
    await runner.query('grant select on territories.current_body to rebond_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema territories cascade');
  }
}
