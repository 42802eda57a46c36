import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The journal keeps a salted hash of reviews, messages and notes; the salt stands beside the text. Null for what was written
 * before.
 */
export class Commitments1760000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['selection.review', 'candidacies.message', 'candidacies.note'])
      await runner.query(`alter table ${table} add column salt text check (salt ~ '^[0-9a-f]{32}$')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['selection.review', 'candidacies.message', 'candidacies.note'])
      await runner.query(`alter table ${table} drop column salt`);
  }
}
