import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FUNDING_POLICIES } from '../policies/funding.js';

/** Envelopes as a ledger: what funders commit, what award agreements take from it. */
export class Funding1760000000009 implements MigrationInterface {
  readonly name = 'Funding1760000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema funding;

      create table funding.envelope (
        candidacy_id uuid primary key references candidacies.candidacy (id),
        created_at timestamptz not null
      );

      -- A correction is a negative row; amounts in cents of a euro.
      create table funding.funder_commitment (
        id uuid primary key,
        candidacy_id uuid not null references funding.envelope (candidacy_id),
        funder text not null,
        amount_cents bigint not null
          check (amount_cents <> 0 and amount_cents between -900000000000000 and 900000000000000),
        label text,
        at timestamptz not null,
        seat_id uuid
      );
      create index funder_commitment_envelope on funding.funder_commitment (candidacy_id, funder) include (amount_cents);

      create table funding.award (
        id uuid primary key,
        candidacy_id uuid not null references funding.envelope (candidacy_id),
        project_id uuid,
        beneficiary text not null,
        amount_cents bigint not null check (amount_cents > 0 and amount_cents <= 900000000000000),
        form text not null check (form in ('grant', 'recoverableAdvance')),
        signed_on date not null,
        invented boolean not null,
        at timestamptz not null,
        seat_id uuid,
        foreign key (candidacy_id, project_id) references missions.project (candidacy_id, id)
      );
      create index award_envelope on funding.award (candidacy_id) include (amount_cents);

      -- Balances are sums; the envelope's row is held while they are counted, so that two at once cannot both fit.
      create function funding.keep_balance() returns trigger
        language plpgsql security definer set search_path = pg_catalog as $$
      declare
        lowest bigint;
        committed bigint;
        awarded bigint;
      begin
        perform 1 from funding.envelope e where e.candidacy_id = new.candidacy_id for no key update;
        select coalesce(min(f.total), 0), coalesce(sum(f.total), 0) into lowest, committed
          from (select sum(c.amount_cents) as total from funding.funder_commitment c
                 where c.candidacy_id = new.candidacy_id group by c.funder) f;
        select coalesce(sum(a.amount_cents), 0) into awarded from funding.award a
         where a.candidacy_id = new.candidacy_id;
        if lowest < 0 then
          raise exception 'a funder''s balance would be % cents', lowest
            using errcode = '23514', constraint = 'funder_balance';
        end if;
        if awarded > committed then
          raise exception 'awards of % cents exceed an envelope of %', awarded, committed
            using errcode = '23514', constraint = 'envelope_balance';
        end if;
        return null;
      end $$;
      revoke all on function funding.keep_balance from public;
      create trigger balance after insert on funding.funder_commitment
        for each row execute function funding.keep_balance();
      create trigger balance after insert on funding.award
        for each row execute function funding.keep_balance();

      create trigger append_only before update or delete on funding.funder_commitment
        for each row execute function platform.refuse_change();
      create trigger append_only_all before truncate on funding.funder_commitment
        for each statement execute function platform.refuse_change();
      create trigger append_only before update or delete on funding.award
        for each row execute function platform.refuse_change();
      create trigger append_only_all before truncate on funding.award
        for each statement execute function platform.refuse_change();
    `);
    await runner.query(FUNDING_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema funding cascade');
  }
}
