import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a territory has under way: the perimeter that it prepares beside its answers for the next deposit, while the
 * last one stands; the files of a form that came in when its session had ended.
 */
export class TerritoryCopy1760000000019 implements MigrationInterface {
  readonly name = 'TerritoryCopy1760000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table candidacies.answers add column perimeter jsonb;
      alter table identity.kept_form add column files jsonb not null default '[]';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table identity.kept_form drop column files;
      alter table candidacies.answers drop column perimeter;
    `);
  }
}
