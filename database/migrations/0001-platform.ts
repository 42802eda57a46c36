import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PLATFORM_POLICIES } from '../policies/platform.js';

/** Audit, outbox, mail, idempotency and clock: what every room stands on. */
export class Platform1760000000001 implements MigrationInterface {
  readonly name = 'Platform1760000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema platform;

      create table platform.audit_stream (
        stream text primary key,
        candidacy_id uuid,
        seq bigint not null,
        head bytea not null check (length(head) = 32)
      );
      comment on table platform.audit_stream is 'Sequence and hash of the last entry of each stream';

      create table platform.audit_entry (
        stream text not null,
        seq bigint not null,
        at timestamptz not null,
        action text not null,
        candidacy_id uuid,
        seat_id uuid,
        person_id uuid,
        audience text not null check (audience in ('everyone', 'territory', 'state', 'system')),
        trace_id text not null,
        canonical text not null,
        hash bytea not null check (length(hash) = 32),
        primary key (stream, seq)
      );
      create index audit_entry_candidacy on platform.audit_entry (candidacy_id, at, stream, seq) where candidacy_id is not null;

      create table platform.audit_payload (
        stream text not null,
        seq bigint not null,
        candidacy_id uuid,
        audience text not null,
        salt bytea not null,
        payload jsonb not null,
        primary key (stream, seq)
      );
      comment on table platform.audit_payload is 'Personal data and free text of entries: erasable, the chain still verifies';

      create table platform.audit_seal (
        n int primary key check (n > 0),
        sealed_at timestamptz not null,
        streams int not null,
        entries bigint not null,
        previous bytea not null check (length(previous) = 32),
        root bytea not null check (length(root) = 32)
      );
      create table platform.audit_seal_head (
        n int not null references platform.audit_seal (n) deferrable initially deferred,
        stream text collate "C" not null,
        seq bigint not null,
        head bytea not null check (length(head) = 32),
        primary key (n, stream)
      );
      create index audit_seal_head_stream on platform.audit_seal_head (stream, seq);
      create table platform.nightly (
        task text not null,
        night date not null,
        claimed_until timestamptz,
        done_at timestamptz,
        primary key (task, night)
      );
      comment on table platform.nightly is 'Nights at which a task was due; a missed night is not made up, the next one covers it';

      create function platform.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_schema || '.' || tg_table_name using errcode = '42501';
      end $$;
      create trigger append_only before update or delete on platform.audit_entry
        for each row execute function platform.refuse_change();
      create trigger append_only_all before truncate on platform.audit_entry
        for each statement execute function platform.refuse_change();
      create trigger append_only before update or delete on platform.audit_seal
        for each row execute function platform.refuse_change();
      create trigger append_only before update or delete on platform.audit_seal_head
        for each row execute function platform.refuse_change();
      create trigger append_only_all before truncate on platform.audit_seal
        for each statement execute function platform.refuse_change();
      create trigger append_only_all before truncate on platform.audit_seal_head
        for each statement execute function platform.refuse_change();

      create table platform.outbox (
        id uuid primary key,
        stream text not null,
        seq bigint not null,
        n int not null,
        kind text not null,
        candidacy_id uuid,
        payload jsonb not null,
        at timestamptz not null,
        trace_id text not null,
        expanded_at timestamptz
      );
      create index outbox_unexpanded on platform.outbox (stream, seq, n) where expanded_at is null;

      create table platform.delivery (
        message_id uuid not null references platform.outbox (id),
        handler text not null,
        stream text not null,
        seq bigint not null,
        n int not null,
        attempts int not null default 0,
        next_attempt_at timestamptz not null,
        claimed_until timestamptz,
        done_at timestamptz,
        parked_at timestamptz,
        last_error text,
        primary key (message_id, handler)
      );
      create index delivery_pending on platform.delivery (stream, handler, seq, n) where done_at is null and parked_at is null;
      create index delivery_due on platform.delivery (next_attempt_at) where done_at is null and parked_at is null;

      create table platform.mail (
        id uuid primary key,
        message_id text not null unique,
        kind text not null,
        candidacy_id uuid,
        recipient text not null,
        recipient_name text,
        subject text not null,
        text_body text not null,
        attachments jsonb not null default '[]',
        created_at timestamptz not null,
        attempts int not null default 0,
        next_attempt_at timestamptz not null,
        claimed_until timestamptz,
        sent_at timestamptz,
        parked_at timestamptz,
        server_response text,
        last_error text
      );
      create index mail_due on platform.mail (next_attempt_at, id) where sent_at is null and parked_at is null;
      create index mail_candidacy on platform.mail (candidacy_id, created_at) where candidacy_id is not null;

      create table platform.idempotency (
        seat_id uuid not null,
        key text not null check (length(key) between 1 and 200),
        request_hash bytea not null,
        at timestamptz not null,
        answer jsonb,
        primary key (seat_id, key)
      );
      create index idempotency_at on platform.idempotency (at);

      create table platform.simulated_clock (
        only_row boolean primary key default true check (only_row),
        instant timestamptz not null
      );
    `);
    await runner.query(PLATFORM_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema platform cascade');
  }
}
