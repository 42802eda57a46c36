import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SIGN_IN_POLICIES } from '../policies/sign-in.js';

/** Sessions of people in a browser. */
export class SignIn1760000000012 implements MigrationInterface {
  readonly name = 'SignIn1760000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table identity.session (
        id uuid primary key,
        hash bytea not null unique check (length(hash) = 32),
        person_id uuid not null references identity.person (id),
        seat_id uuid not null references identity.seat (id),
        means text not null check (means in ('demo', 'link', 'code', 'totp', 'recovery', 'openid')),
        created_at timestamptz not null,
        seen_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz
      );
      create index session_person on identity.session (person_id) where ended_at is null;

      create function identity.authenticate_session(session_hash bytea, at timestamptz, idle interval)
        returns table (session_id uuid, seen_at timestamptz, seat_id uuid, person_id uuid, organisation_id uuid, role text,
                       cases uuid[], person_name text, seats jsonb)
        language sql stable security definer set search_path = pg_catalog as $$
        select t.id, t.seen_at, s.id, t.person_id, s.organisation_id, s.role,
               array(select a.candidacy_id from identity.case_access a
                      where a.organisation_id = s.organisation_id and a.from_at <= at
                        and (a.until_at is null or a.until_at > at)),
               p.name,
               (select jsonb_agg(jsonb_build_object('id', s2.id, 'title', s2.title, 'organisation', o2.name) order by s2.id)
                  from identity.holding h2
                  join identity.seat s2 on s2.id = h2.seat_id
                  join identity.organisation o2 on o2.id = s2.organisation_id
                 where h2.person_id = t.person_id and h2.from_at <= at and (h2.until_at is null or h2.until_at > at))
          from identity.session t
          join identity.person p on p.id = t.person_id
          join identity.seat s on s.id = t.seat_id
         where t.hash = session_hash and t.ended_at is null and t.expires_at > at and t.seen_at + idle > at
           and exists (select 1 from identity.holding h
                        where h.seat_id = t.seat_id and h.person_id = t.person_id and h.from_at <= at
                          and (h.until_at is null or h.until_at > at))
        $$;
      revoke all on function identity.authenticate_session from public;
      grant execute on function identity.authenticate_session to rebond_app;
    `);
    await runner.query(SIGN_IN_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function identity.authenticate_session; drop table identity.session');
  }
}
