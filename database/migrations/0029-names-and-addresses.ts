import type { MigrationInterface, QueryRunner } from 'typeorm';

const readBy = (roles: string): string => `
  alter policy rebond_select on identity.person
    using ((select current_setting('rebond.role', true)) = any ('{${roles}}'::text[]));
`;

/**
 * The journal names who acted: an auditor reads the names of people, whose identifiers its entries hold. And who invites a
 * person to a team learns that the address refuses mails: the last invitation to it came back.
 */
export class NamesAndAddresses1760000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(readBy('system,programme_director,auditor'));
    await runner.query(`
      create function candidacies.team_refused(of_case uuid, at timestamptz)
        returns table (person_id uuid, status text, bounced_at timestamptz)
        language sql stable security definer set search_path = pg_catalog as $$
        select distinct t.person_id, m.bounce_status, m.bounced_at
          from candidacies.team(of_case, at) t
          join platform.mail m on m.recipient = t.email and m.kind = 'invitation' and m.bounced_at is not null
         where not exists (select from platform.mail l
                            where l.recipient = m.recipient and l.kind = 'invitation' and l.created_at > m.created_at)
        $$;
      revoke all on function candidacies.team_refused from public;
      grant execute on function candidacies.team_refused to rebond_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function candidacies.team_refused');
    await runner.query(readBy('system,programme_director'));
  }
}
