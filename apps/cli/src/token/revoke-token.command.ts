import { CommandRunner, SubCommand } from 'nest-commander';
import { Desk, IdentityModule } from '@rebond/identity';
import { AbsentError, isUuid, RefusedError } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import { withContext } from '../context.js';

@SubCommand({ name: 'revoke', arguments: '<jeton>', description: 'Révoque un jeton, désigné par son identifiant.' })
export class RevokeTokenCommand extends CommandRunner {
  /** @throws RefusedError `bad-token-id`, `unknown-token` also when it was revoked before */
  async run([id = '']: string[]): Promise<void> {
    if (!isUuid(id))
      throw new RefusedError(
        'bad-token-id',
        `« ${id} » n'est pas l'identifiant d'un jeton (celui que sa création donne).`,
      );
    await withContext([IdentityModule], (context) =>
      context.get(Transactions).run(SYSTEM, (tx) => context.get(Desk).revokeToken(tx, id)),
    ).catch((error: unknown) => {
      if (error instanceof AbsentError)
        throw new RefusedError('unknown-token', `Aucun jeton ${id}, ou il est déjà révoqué.`);
      throw error;
    });
    console.error(`Jeton ${id} révoqué.`);
  }
}
