import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SIGN_IN_POLICIES } from '../policies/sign-in.js';

/** Sessions of people in a browser, how they prove who they are, links for those without an account, seats handed on. */
export class SignIn1760000000012 implements MigrationInterface {
  readonly name = 'SignIn1760000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(SESSION_READER);
    await runner.query(SEATS_HANDED_ON);
    await runner.query(SIGN_IN_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function identity.authenticate_session, identity.person_named, identity.may_staff, identity.open_seat,
                    identity.hold_seat, identity.leave_seat;
      drop table identity.session, identity.one_time_link, identity.sign_in, identity.throttle, identity.totp,
                 identity.recovery_code, identity.external_identity, identity.kept_form;
      alter table identity.holding drop column on_behalf_of;
    `);
  }
}

const TABLES = `
  alter table identity.holding add column on_behalf_of uuid references identity.person (id);
  create index holding_person on identity.holding (person_id);

  create table identity.session (
    id uuid primary key,
    hash bytea not null unique check (length(hash) = 32),
    person_id uuid not null references identity.person (id),
    seat_id uuid not null references identity.seat (id),
    means text not null check (means in ('demo', 'link', 'code', 'totp', 'recovery', 'openid')),
    agent text,
    id_token text,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
  );
  create index session_person on identity.session (person_id, seen_at);

  create table identity.one_time_link (
    id uuid primary key,
    hash bytea not null unique check (length(hash) = 32),
    purpose text not null,
    candidacy_id uuid,
    subject jsonb not null,
    recipient_id uuid references identity.person (id),
    recipient_name text,
    recipient_email text,
    organisation_id uuid references identity.organisation (id),
    seat_id uuid references identity.seat (id),
    person_id uuid references identity.person (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
  );
  create index one_time_link_candidacy on identity.one_time_link (candidacy_id, purpose) where candidacy_id is not null;

  -- One demand to sign in: known and unknown addresses leave the same row.
  create table identity.sign_in (
    id uuid primary key,
    browser_hash bytea not null unique check (length(browser_hash) = 32),
    person_id uuid references identity.person (id),
    link_hash bytea unique check (length(link_hash) = 32),
    code_hash bytea check (length(code_hash) = 32),
    attempts integer not null default 0,
    return_to text not null,
    asked_at timestamptz not null,
    expires_at timestamptz not null,
    claimed_until timestamptz,
    mailed_at timestamptz,
    used_at timestamptz
  );
  create index sign_in_expires on identity.sign_in (expires_at);
  create index sign_in_unmailed on identity.sign_in (asked_at) where mailed_at is null;

  create table identity.throttle (
    key bytea primary key check (length(key) = 32),
    since timestamptz not null,
    hits integer not null
  );
  create index throttle_since on identity.throttle (since);

  create table identity.totp (
    person_id uuid primary key references identity.person (id),
    secret text not null,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0
  );
  create table identity.recovery_code (
    person_id uuid not null references identity.person (id),
    hash bytea not null check (length(hash) = 32),
    created_at timestamptz not null,
    used_at timestamptz,
    primary key (person_id, hash)
  );
  create table identity.external_identity (
    idp text not null,
    sub text not null,
    person_id uuid not null references identity.person (id),
    created_at timestamptz not null,
    seen_at timestamptz not null,
    primary key (idp, sub)
  );
  create index external_identity_person on identity.external_identity (person_id);

  create table identity.kept_form (
    id uuid primary key,
    hash bytea not null unique check (length(hash) = 32),
    person_id uuid references identity.person (id),
    path text not null,
    fields jsonb not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
  );
  create index kept_form_expires on identity.kept_form (expires_at);
`;

const SESSION_READER = `
  create function identity.authenticate_session(session_hash bytea, at timestamptz, idle interval)
    returns table (session_id uuid, seen_at timestamptz, seat_id uuid, person_id uuid, organisation_id uuid, role text,
                   cases uuid[], person_name text, seats jsonb, on_behalf_of uuid)
    language sql stable security definer set search_path = pg_catalog as $$
    select t.id, t.seen_at, s.id, t.person_id, s.organisation_id, s.role,
           array(select a.candidacy_id from identity.case_access a
                  where a.organisation_id = s.organisation_id and a.from_at <= at
                    and (a.until_at is null or a.until_at > at)),
           p.name,
           (select jsonb_agg(jsonb_build_object('id', s2.id, 'title', s2.title, 'organisation', o2.name,
                                                'onBehalfOf', p2.name) order by s2.id)
              from identity.holding h2
              join identity.seat s2 on s2.id = h2.seat_id
              join identity.organisation o2 on o2.id = s2.organisation_id
              left join identity.person p2 on p2.id = h2.on_behalf_of
             where h2.person_id = t.person_id and h2.from_at <= at and (h2.until_at is null or h2.until_at > at)),
           held.on_behalf_of
      from identity.session t
      join identity.person p on p.id = t.person_id
      join identity.seat s on s.id = t.seat_id
      join lateral (select h.on_behalf_of from identity.holding h
                     where h.seat_id = t.seat_id and h.person_id = t.person_id and h.from_at <= at
                       and (h.until_at is null or h.until_at > at)
                     order by h.on_behalf_of nulls first limit 1) held on true
     where t.hash = session_hash and t.ended_at is null and t.expires_at > at and t.seen_at + idle > at
    $$;
  revoke all on function identity.authenticate_session from public;
  grant execute on function identity.authenticate_session to rebond_app;
`;

/**
 * A lead staffs the territory's own seats, and a holder lends the seat: their transactions write no row of the registry
 * but by these functions, which look at who acts.
 */
const SEATS_HANDED_ON = `
  create function identity.person_named(new_id uuid, person_name text, address text, at timestamptz) returns uuid
    language sql volatile security definer set search_path = pg_catalog as $$
    insert into identity.person (id, name, email, created_at)
    select new_id, person_name, lower(address), at
     where current_setting('rebond.role', true) <> 'anonymous'
    on conflict (email) do update set email = excluded.email returning id
    $$;

  -- The system and the programme office staff every seat; a lead the members' seats of its own cases; who sits, its own.
  create function identity.may_staff(seat_organisation uuid, seat_role text) returns boolean
    language sql stable security definer set search_path = pg_catalog as $$
    select current_setting('rebond.role', true) in ('system', 'programme_director')
        or (current_setting('rebond.role', true) = 'epci_lead'
            and (seat_role = 'epci_member' or (seat_role = 'epci_lead'
                 and seat_organisation = nullif(current_setting('rebond.organisation', true), '')::uuid))
            and (seat_organisation = nullif(current_setting('rebond.organisation', true), '')::uuid
                 or exists (select 1 from identity.case_access a
                             where a.organisation_id = seat_organisation and a.basis in ('lead', 'member')
                               and a.candidacy_id = any (current_setting('rebond.cases', true)::uuid[]))))
    $$;

  create function identity.open_seat(new_id uuid, organisation uuid, seat_role text, seat_title text, at timestamptz)
    returns uuid language sql volatile security definer set search_path = pg_catalog as $$
    insert into identity.seat (id, organisation_id, role, title, created_at)
    select new_id, organisation, seat_role, seat_title, at where identity.may_staff(organisation, seat_role)
    returning id
    $$;

  create function identity.hold_seat(seat uuid, holder uuid, behalf uuid, since timestamptz, until timestamptz)
    returns uuid language sql volatile security definer set search_path = pg_catalog as $$
    insert into identity.holding (seat_id, person_id, from_at, until_at, on_behalf_of)
    select s.id, holder, since, until, behalf from identity.seat s
     where s.id = seat
       and (identity.may_staff(s.organisation_id, s.role)
            or (behalf is not null and s.id = nullif(current_setting('rebond.seat', true), '')::uuid))
    on conflict (seat_id, person_id, from_at) do update set until_at = excluded.until_at
    returning seat_id
    $$;

  -- Ends the holdings of a seat: all of them, or one person's and those lent in that person's name.
  create function identity.leave_seat(seat uuid, holder uuid, at timestamptz) returns setof uuid
    language sql volatile security definer set search_path = pg_catalog as $$
    update identity.holding h set until_at = at
      from identity.seat s
     where s.id = seat and h.seat_id = s.id and (holder is null or h.person_id = holder or h.on_behalf_of = holder)
       and (h.until_at is null or h.until_at > at)
       and (identity.may_staff(s.organisation_id, s.role)
            or (h.on_behalf_of is not null and s.id = nullif(current_setting('rebond.seat', true), '')::uuid))
    returning h.person_id
    $$;

  revoke all on function identity.person_named, identity.may_staff, identity.open_seat, identity.hold_seat,
                         identity.leave_seat from public;
  grant execute on function identity.person_named, identity.may_staff, identity.open_seat, identity.hold_seat,
                            identity.leave_seat to rebond_app;
`;
