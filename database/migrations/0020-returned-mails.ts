import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails that their server accepted and that came back later, with what the report says of them (RFC 3464). */
export class ReturnedMails1760000000020 implements MigrationInterface {
  readonly name = 'ReturnedMails1760000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table platform.mail
        add column bounced_at timestamptz,
        add column bounce_status text check (bounce_status ~ '^[45][.][0-9]{1,3}[.][0-9]{1,3}$'),
        add column bounce_diagnostic text,
        add constraint mail_bounced_whole
          check ((bounced_at is null) = (bounce_status is null) and (bounced_at is null) = (bounce_diagnostic is null));
      create index mail_bounced on platform.mail (id) where bounced_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table platform.mail
        drop column bounced_at, drop column bounce_status, drop column bounce_diagnostic
    `);
  }
}
