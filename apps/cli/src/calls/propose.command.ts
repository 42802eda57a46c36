import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { CallsModule, proposeInput, ProposeWaves } from '@rebond/calls';
import { formatInstant } from '@rebond/kernel';
import { parseInput, SYSTEM, Transactions } from '@rebond/platform';
import { withContext } from '../context.js';

interface Options {
  readonly call: string;
  readonly after?: string;
  readonly count?: string;
}

@SubCommand({
  name: 'propose',
  description: "Liste les prochaines relèves que donne le rythme d'un appel ; n'en ouvre aucune.",
})
export class ProposeWavesCommand extends CommandRunner {
  async run(_: string[], { call, ...asked }: Options): Promise<void> {
    const input = parseInput(proposeInput, asked);
    const waves = await withContext([CallsModule], (context) =>
      context.get(Transactions).run(SYSTEM, (tx) => context.get(ProposeWaves).handle(tx, call, input)),
    );
    for (const { name, cutoffAt } of waves)
      console.log(`${cutoffAt.toString()}\t${name}, clôture le ${formatInstant(cutoffAt)} (heure de Paris)`);
  }

  @Option({ flags: '--call <appel>', description: "Identifiant de l'appel.", required: true })
  call(text: string): string {
    return text;
  }

  @Option({ flags: '--after <date>', description: 'Relèves après ce jour (AAAA-MM-JJ) ; par défaut les prochaines.' })
  after(text: string): string {
    return text;
  }

  @Option({ flags: '--count <nombre>', description: 'Nombre de relèves, de 1 à 36 ; par défaut 3.' })
  count(text: string): string {
    return text;
  }
}
