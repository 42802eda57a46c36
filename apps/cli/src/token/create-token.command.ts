import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { Desk, IdentityModule, organisationInput, seatInput, tokenInput } from '@rebond/identity';
import { AbsentError, RefusedError, type SeatId } from '@rebond/kernel';
import { parseInput, SYSTEM, Transactions, type Tx } from '@rebond/platform';
import { withContext } from '../context.js';

interface Options {
  readonly seat?: string;
  readonly director?: string;
  readonly email?: string;
  readonly organisation?: string;
  readonly label?: string;
  readonly days?: string;
}

/** The first seat of an installation: the programme's director, who creates everybody else through the API. */
async function seatDirector(tx: Tx, desk: Desk, { director, email, organisation }: Options): Promise<SeatId> {
  const holder = { name: director, email };
  if (!seatInput.shape.holder.shape.email.safeParse(email).success)
    throw new RefusedError('bad-email', `« ${email} » n'est pas une adresse électronique.`);
  const name = organisation ?? 'Direction du programme';
  const office = await desk.createOrganisation(
    tx,
    parseInput(organisationInput, { kind: 'programme', name, mailbox: email }),
  );
  const seat = parseInput(seatInput, {
    ...{ organisationId: office.id, role: 'programme_director', title: 'Direction', holder },
  });
  return (await desk.createSeat(tx, seat)).id;
}

@SubCommand({
  name: 'create',
  description: "Crée un jeton d'API, montré une seule fois sur la sortie standard.",
})
export class CreateTokenCommand extends CommandRunner {
  /** @throws RefusedError `token-for-whom` without a seat or a first director; `unknown-seat`, `bad-email` */
  async run(_: string[], options: Options): Promise<void> {
    const { seat, director, email, label = 'ligne de commande', days } = options;
    const isFirst = director !== undefined && email !== undefined;
    if (seat === undefined ? !isFirst : director !== undefined)
      throw new RefusedError(
        'token-for-whom',
        'Donnez --seat <siège>, ou --director <nom> et --email <adresse> pour asseoir la direction du programme.',
      );
    const input = parseInput(tokenInput, { label, ...(days === undefined ? {} : { days: Number(days) }) });
    const made = await withContext([IdentityModule], (context) => {
      const desk = context.get(Desk);
      return context.get(Transactions).run(SYSTEM, async (tx) => {
        const seatId = seat === undefined ? await seatDirector(tx, desk, options) : (seat as SeatId);
        return { seatId, ...(await desk.createToken(tx, seatId, input)) };
      });
    }).catch((error: unknown) => {
      if (error instanceof AbsentError)
        throw new RefusedError('unknown-seat', `Aucun titulaire pour le siège ${seat}.`);
      throw error;
    });
    console.error(`Jeton ${made.id} du siège ${made.seatId}, valable jusqu'au ${made.expiresAt} :`);
    console.log(made.token);
  }

  @Option({ flags: '--seat <siège>', description: "Identifiant d'un siège existant." })
  seat(text: string): string {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
      throw new RefusedError('bad-seat', `« ${text} » n'est pas l'identifiant d'un siège.`);
    return text;
  }

  @Option({ flags: '--director <nom>', description: 'Premier jeton : nom de la personne qui dirige le programme.' })
  director(text: string): string {
    return text;
  }

  @Option({ flags: '--email <adresse>', description: 'Son adresse électronique.' })
  email(text: string): string {
    return text;
  }

  @Option({ flags: '--organisation <nom>', description: 'Son organisation ; par défaut « Direction du programme ».' })
  organisation(text: string): string {
    return text;
  }

  @Option({ flags: '--label <texte>', description: 'À quoi sert le jeton.' })
  label(text: string): string {
    return text;
  }

  @Option({ flags: '--days <nombre>', description: 'Jours de validité ; par défaut 90.' })
  days(text: string): string {
    return text;
  }
}
