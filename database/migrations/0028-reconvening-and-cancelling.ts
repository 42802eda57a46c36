import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CANCELLATIONS_POLICIES } from '../policies/cancellations.js';

const SESSIONS = `
  alter table selection.session
    drop constraint session_status_check,
    -- « Opened, unless it was convened or cancelled ».
    drop constraint session_check1,
    add column adjourned_at timestamptz,
    add column follows_id uuid references selection.session (id),
    add constraint session_follows_check check (follows_id <> id),
    add constraint session_status_check
      check (status in ('convened', 'open', 'closed', 'approved', 'inquorate', 'cancelled')),
    add constraint session_opened_check
      check (opened_at is not null or status in ('convened', 'inquorate', 'cancelled')),
    add constraint session_adjourned_check check ((adjourned_at is not null) = (status = 'inquorate'));
  comment on column selection.session.follows_id is
    'Session without quorum that it was convened after: none is asked of it (CRPA R133-10)';
  -- A session is convened anew once, unless that was cancelled.
  create unique index session_follows on selection.session (follows_id) where status <> 'cancelled';

  alter table selection.session_item add column lacked_quorum boolean not null default false;
`;

const LISTS = `
  alter table selection.decision_list
    drop constraint decision_list_status_check,
    drop constraint decision_list_validation_check,
    add column cancelled_at timestamptz,
    add column replaces_id uuid references selection.decision_list (id),
    add constraint decision_list_replaces_check check (replaces_id <> id),
    add constraint decision_list_status_check
      check (status in ('proposed', 'validated', 'announced', 'withdrawn', 'cancelled')),
    add constraint decision_list_validation_check
      check (num_nonnulls(validated_by_seat, validated_by_person, validated_at)
             = case when status in ('validated', 'announced', 'cancelled') then 3 else 0 end),
    add constraint decision_list_cancelled_check check ((cancelled_at is not null) = (status = 'cancelled')),
    add constraint decision_list_cancelled_number_check check (status <> 'cancelled' or number is not null);
  comment on column selection.decision_list.replaces_id is 'Cancelled list that it was proposed from';
  create unique index decision_list_replaces on selection.decision_list (replaces_id) where status <> 'withdrawn';

  create table selection.list_cancellation (
    id uuid primary key,
    list_id uuid not null references selection.decision_list (id),
    reason text,
    asked_by_seat uuid not null,
    asked_by_person uuid not null,
    asked_on_behalf_of uuid,
    asked_at timestamptz not null,
    confirmed_by_seat uuid,
    confirmed_by_person uuid check (confirmed_by_person <> asked_by_person),
    confirmed_on_behalf_of uuid,
    confirmed_at timestamptz,
    dropped_at timestamptz,
    check (num_nonnulls(confirmed_by_seat, confirmed_by_person, confirmed_at) in (0, 3)),
    check (confirmed_at is null or dropped_at is null)
  );
  comment on column selection.list_cancellation.reason is 'Null once erased';
  create unique index list_cancellation_open on selection.list_cancellation (list_id) where dropped_at is null;

  alter table platform.kept_content add column owner text;
  -- Until now one room alone kept contents.
  update platform.kept_content set owner = 'selection';
  alter table platform.kept_content
    alter column owner set not null,
    drop constraint kept_content_pkey,
    add primary key (sha256, owner);
  create index kept_content_owner on platform.kept_content (owner, kept_at);
  comment on column platform.kept_content.owner is 'Room that keeps it, and forgets it when nothing of its own needs it any more';
`;

/** Sessions convened anew without quorum; frozen lists cancelled before their announcement; contents by who keeps them. */
export class ReconveningAndCancelling1760000000028 implements MigrationInterface {
  readonly name = 'ReconveningAndCancelling1760000000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SESSIONS);
    await runner.query(LISTS);
    await runner.query(CANCELLATIONS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from platform.kept_content k
       where exists (select from platform.kept_content o where o.sha256 = k.sha256 and o.owner < k.owner);
      drop index platform.kept_content_owner;
      alter table platform.kept_content drop constraint kept_content_pkey, drop column owner, add primary key (sha256);
      drop table selection.list_cancellation;
      drop index selection.decision_list_replaces;
      update selection.decision_list
         set status = 'withdrawn', withdrawn_at = cancelled_at, cancelled_at = null, validated_by_seat = null,
             validated_by_person = null, validated_at = null where status = 'cancelled';
      alter table selection.decision_list
        drop constraint decision_list_status_check, drop constraint decision_list_validation_check,
        drop constraint decision_list_cancelled_check, drop constraint decision_list_cancelled_number_check,
        drop column cancelled_at, drop column replaces_id,
        add constraint decision_list_status_check check (status in ('proposed', 'validated', 'announced', 'withdrawn')),
        add constraint decision_list_validation_check
          check (num_nonnulls(validated_by_seat, validated_by_person, validated_at)
                 = case when status in ('validated', 'announced') then 3 else 0 end);
      alter table selection.session_item drop column lacked_quorum;
      drop index selection.session_follows;
      alter table selection.session drop constraint session_adjourned_check, drop constraint session_status_check,
        drop constraint session_opened_check, drop column follows_id, drop column adjourned_at;
      update selection.session set status = 'cancelled' where status = 'inquorate';
      alter table selection.session
        add constraint session_status_check check (status in ('convened', 'open', 'closed', 'approved', 'cancelled')),
        add constraint session_check1 check (opened_at is not null or status in ('convened', 'cancelled'));
    `);
  }
}
