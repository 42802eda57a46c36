import { CommandRunner, Option, SubCommand } from 'nest-commander';
import {
  Desk,
  IdentityModule,
  KIND_OF_ROLE,
  ORGANISATION_KINDS,
  organisationInput,
  SEAT_ROLES,
  seatInput,
  type SeatRole,
} from '@rebond/identity';
import { RefusedError } from '@rebond/kernel';
import { parseInput, SYSTEM, Transactions } from '@rebond/platform';
import { withContext } from '../context.js';

interface Options {
  readonly role: SeatRole;
  readonly organisation: string;
  readonly title: string;
  readonly person: string;
  readonly email: string;
  readonly kind?: string;
  readonly siren?: string;
  readonly departement?: string;
  readonly region?: string;
  readonly mailbox?: string;
}

@SubCommand({
  name: 'create',
  description: "Crée un siège et y assoit une personne ; l'organisation déjà inscrite est reprise, sinon inscrite.",
})
export class CreateSeatCommand extends CommandRunner {
  /** @throws RefusedError `invalid-input` with every fault, before anything is written */
  async run(_: string[], options: Options): Promise<void> {
    const { role, organisation: name, title, person, email, mailbox = email, kind, ...place } = options;
    const organisation = parseInput(organisationInput, { kind: kind ?? KIND_OF_ROLE[role], name, mailbox, ...place });
    const made = await withContext([IdentityModule], (context) => {
      const desk = context.get(Desk);
      return context.get(Transactions).run(SYSTEM, async (tx) => {
        const { id: organisationId, isNew } = await desk.ensureOrganisation(tx, organisation);
        const seat = parseInput(seatInput, { organisationId, role, title, holder: { name: person, email } });
        return { isNew, organisationId, ...(await desk.createSeat(tx, seat)) };
      });
    });
    console.error(`Organisation ${made.organisationId} ${made.isNew ? 'inscrite' : 'déjà inscrite'}. Siège créé :`);
    console.log(made.id);
  }

  @Option({ flags: '--role <fonction>', description: SEAT_ROLES.join(', '), required: true })
  role(text: string): SeatRole {
    const role = SEAT_ROLES.find((one) => one === text);
    if (!role) throw new RefusedError('unknown-role', `Fonction « ${text} » inconnue : ${SEAT_ROLES.join(', ')}.`);
    return role;
  }

  @Option({ flags: '--organisation <nom>', description: "Nom de l'organisation.", required: true })
  organisation(text: string): string {
    return text;
  }

  @Option({ flags: '--title <intitulé>', description: 'Intitulé du siège.', required: true })
  title(text: string): string {
    return text;
  }

  @Option({ flags: '--person <nom>', description: 'Nom de la personne qui tient le siège.', required: true })
  person(text: string): string {
    return text;
  }

  @Option({ flags: '--email <adresse>', description: 'Adresse électronique de la personne.', required: true })
  email(text: string): string {
    return text;
  }

  @Option({
    flags: '--kind <type>',
    description: `${ORGANISATION_KINDS.join(', ')} ; par défaut celui de la fonction.`,
  })
  kind(text: string): string {
    return text;
  }

  @Option({ flags: '--siren <siren>', description: "SIREN d'une intercommunalité : il la relie à ses candidatures." })
  siren(text: string): string {
    return text;
  }

  @Option({ flags: '--departement <code>', description: "Département d'une préfecture." })
  departement(text: string): string {
    return text;
  }

  @Option({ flags: '--region <code>', description: "Région d'un conseil régional." })
  region(text: string): string {
    return text;
  }

  @Option({ flags: '--mailbox <adresse>', description: "Adresse de l'organisation ; par défaut celle de la personne." })
  mailbox(text: string): string {
    return text;
  }
}
