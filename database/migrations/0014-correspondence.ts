import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CORRESPONDENCE_POLICIES } from '../policies/correspondence.js';

/** Readable rows of a case's messages, as the row rules generate them. */
const READABLE =
  "((select current_setting('rebond.reach', true)) = 'everything' " +
  "or (shared and (select current_setting('rebond.reach', true)) = 'shared') " +
  "or candidacy_id = any ((select current_setting('rebond.cases', true))::uuid[])) " +
  "and (candidacy_id = any ((select current_setting('rebond.recused', true))::uuid[])) is not true " +
  "and audience = any ((select current_setting('rebond.audiences', true))::text[])";

/** Messages between a territory and the desk, answers by mail, and the approval of a draft by a link. */
export class Correspondence1760000000014 implements MigrationInterface {
  readonly name = 'Correspondence1760000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table platform.mail add column reply_to text;

      create table candidacies.message (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        -- thread: the territory and the desk; territory: the people of the territory among themselves.
        audience text not null check (audience in ('thread', 'territory')),
        shared boolean not null,
        seat_id uuid not null,
        person_id uuid not null,
        role text not null,
        written_at timestamptz not null,
        means text not null check (means in ('portal', 'mail')),
        mail_id text,
        body text not null check (length(body) between 1 and 20000),
        check (shared = (audience = 'thread'))
      );
      create index message_candidacy on candidacies.message (candidacy_id, written_at, id);
      create unique index message_mail on candidacies.message (candidacy_id, mail_id) where mail_id is not null;

      create table candidacies.message_file (
        id uuid primary key,
        message_id uuid not null references candidacies.message (id) on delete cascade,
        candidacy_id uuid not null references candidacies.candidacy (id),
        audience text not null check (audience in ('thread', 'territory')),
        shared boolean not null,
        filename text not null,
        media_type text not null,
        size_bytes bigint not null check (size_bytes > 0),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$')
      );
      create index message_file_message on candidacies.message_file (message_id);
      create index message_file_content on candidacies.message_file (sha256);

      create table candidacies.message_seen (
        candidacy_id uuid not null references candidacies.candidacy (id),
        seat_id uuid not null,
        person_id uuid not null,
        seen_at timestamptz not null,
        primary key (seat_id, person_id, candidacy_id)
      );

      create table candidacies.reply_address (
        hash bytea primary key check (length(hash) = 32),
        candidacy_id uuid not null references candidacies.candidacy (id),
        audience text not null check (audience in ('thread', 'territory')),
        seat_id uuid not null,
        person_id uuid not null,
        created_at timestamptz not null,
        expires_at timestamptz not null
      );
      create index reply_address_expires on candidacies.reply_address (expires_at);

      create table candidacies.approval (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        audience text not null default 'territory' check (audience = 'territory'),
        asked_by uuid,
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        approver_name text not null,
        approver_title text not null,
        approver_email text not null,
        note text,
        -- Made where the mail is written.
        link_id uuid,
        outcome text check (outcome in ('approved', 'returned')),
        comment text,
        answered_at timestamptz,
        -- Of the answers that were read when the answer came.
        answered_digest text,
        cancelled_at timestamptz,
        check ((outcome is null) = (answered_at is null)),
        check (answered_at is null or cancelled_at is null)
      );
      create index approval_candidacy on candidacies.approval (candidacy_id, asked_at);

      -- Who wrote the messages that the reader may read (CRPA L111-2: whoever writes to the State knows who answers).
      create function candidacies.correspondents(of_case uuid) returns table (person_id uuid, name text)
        language sql stable security definer set search_path = pg_catalog as $$
        select p.id, p.name from identity.person p
         where p.id in (select m.person_id from candidacies.message m where m.candidacy_id = of_case and ${READABLE})
        $$;

      -- The seats of a case's territory and who sits on them, vacant ones too, for its people and who oversees seats.
      create function candidacies.team(of_case uuid, at timestamptz)
        returns table (organisation_id uuid, organisation text, siren text, mailbox text, basis text, seat_id uuid,
                       role text, title text, person_id uuid, name text, email text, since timestamptz,
                       on_behalf_of text)
        language sql stable security definer set search_path = pg_catalog as $$
        select o.id, o.name, o.siren, o.mailbox, a.basis, s.id, s.role, s.title, p.id, p.name, p.email, h.from_at, b.name
          from identity.case_access a
          join identity.organisation o on o.id = a.organisation_id
          left join identity.seat s on s.organisation_id = o.id and s.role in ('epci_lead', 'epci_member')
          left join identity.holding h on h.seat_id = s.id and h.from_at <= at and (h.until_at is null or h.until_at > at)
          left join identity.person p on p.id = h.person_id
          left join identity.person b on b.id = h.on_behalf_of
         where a.candidacy_id = of_case and a.basis in ('lead', 'member')
           and a.from_at <= at and (a.until_at is null or a.until_at > at)
           and ((of_case = any ((select current_setting('rebond.cases', true))::uuid[])
                 and 'territory' = any ((select current_setting('rebond.audiences', true))::text[]))
                or ((select current_setting('rebond.role', true)) in ('system', 'programme_director', 'auditor')
                    and exists (select 1 from candidacies.candidacy c where c.id = of_case and c.shared)))
        $$;
      revoke all on function candidacies.correspondents, candidacies.team from public;
      grant execute on function candidacies.correspondents, candidacies.team to rebond_app;
    `);
    await runner.query(CORRESPONDENCE_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function candidacies.correspondents, candidacies.team;
      drop table candidacies.message_file, candidacies.message, candidacies.message_seen, candidacies.reply_address,
                 candidacies.approval;
      alter table platform.mail drop column reply_to;
    `);
  }
}
