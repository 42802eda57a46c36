import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The key that a stored authenticator is encrypted with; without one it is as older versions wrote it, readable. */
export class SecretsAtRest1760000000018 implements MigrationInterface {
  readonly name = 'SecretsAtRest1760000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table identity.totp add column key_id text;
      comment on column identity.totp.key_id is 'Name of the key of SECRET_KEYS; null: readable, until a worker starts';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table identity.totp drop column key_id');
  }
}
