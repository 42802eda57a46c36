import type { MigrationInterface, QueryRunner } from 'typeorm';

const readBy = (roles: string): string => `
  alter policy rebond_select on identity.person
    using ((select current_setting('rebond.role', true)) = any ('{${roles}}'::text[]));
`;

/** The journal names who acted: an auditor reads the names of people, whose identifiers its entries hold. */
export class AuditorsReadNames1760000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(readBy('system,programme_director,auditor'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(readBy('system,programme_director'));
  }
}
