import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@rebond/platform';
import type { SessionLine } from '../sessions/session-row.js';
import { Sessions } from '../sessions/sessions.js';
import { recoveryCodesLeft } from './recovery-codes.js';
import type { Person } from './registrar.js';

const READ = statement(
  'account_read',
  `select p.email, exists (select 1 from identity.totp a where a.person_id = p.id and a.confirmed_at is not null)
          as has_authenticator from identity.person p where p.id = $1`,
);

export interface AboutAccount {
  readonly email: string;
  readonly hasAuthenticator: boolean;
  readonly codesLeft: number;
  readonly sessions: readonly SessionLine[];
}

/** What a person is shown of the own account. */
@Injectable()
export class Account {
  constructor(private readonly sessions: Sessions) {}

  /** @param token the session that asks, to tell it from the others */
  async about(tx: Tx, { personId }: Person, token: string): Promise<AboutAccount> {
    const [row] = await tx.query<{ email: string; has_authenticator: boolean }>(READ, [personId]);
    return {
      email: row?.email ?? '',
      hasAuthenticator: row?.has_authenticator ?? false,
      codesLeft: await recoveryCodesLeft(tx, personId),
      sessions: await this.sessions.list(tx, personId, token),
    };
  }
}
