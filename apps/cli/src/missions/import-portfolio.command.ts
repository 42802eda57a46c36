import { readFile } from 'node:fs/promises';
import { CommandRunner, SubCommand } from 'nest-commander';
import { isUuid, RefusedError, type CandidacyId } from '@rebond/kernel';
import { ImportInterviews, ImportProjects, MissionsModule } from '@rebond/missions';
import { SYSTEM, Transactions, type CsvFile, type Tx } from '@rebond/platform';
import { withContext } from '../context.js';

interface Importer<Counts> {
  import(tx: Tx, id: CandidacyId, file: CsvFile): Promise<Counts>;
}

async function importInto<Counts>(
  importer: new (...parts: never[]) => Importer<Counts>,
  [candidacy = '', name = '']: readonly string[],
): Promise<Counts> {
  if (!isUuid(candidacy)) throw new RefusedError('candidacy', `« ${candidacy} » n'est pas l'identifiant d'un dossier.`);
  const bytes = await readFile(name).catch((error: unknown) => {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new RefusedError('file-unreadable', `Le fichier ${name} ne se lit pas (${code}).`);
  });
  return withContext([MissionsModule], (context) =>
    context
      .get(Transactions)
      .run(SYSTEM, (tx) =>
        context.get<Importer<Counts>>(importer).import(tx, candidacy as CandidacyId, { name, bytes }),
      ),
  );
}

@SubCommand({
  name: 'interviews',
  arguments: '<candidature> <fichier>',
  description: "Importe les entretiens d'une mission (CSV), en entier ou pas du tout.",
})
export class ImportInterviewsCommand extends CommandRunner {
  async run(parameters: string[]): Promise<void> {
    const done = await importInto(ImportInterviews, parameters);
    console.error(
      `Entretiens ajoutés : ${done.added}, mis à jour : ${done.updated}, inchangés : ${done.unchanged} ; ` +
        `en tout : ${done.interviews}.`,
    );
  }
}

@SubCommand({
  name: 'projects',
  arguments: '<candidature> <fichier>',
  description: "Importe les projets industriels d'une mission (CSV), en entier ou pas du tout.",
})
export class ImportProjectsCommand extends CommandRunner {
  async run(parameters: string[]): Promise<void> {
    const done = await importInto(ImportProjects, parameters);
    console.error(
      `Projets ajoutés : ${done.added}, mis à jour : ${done.updated}, inchangés : ${done.unchanged} ; ` +
        `en tout : ${done.projects}, ${done.capexEur} €, emplois potentiels : ${done.jobsPotential}, ` +
        `prévus : ${done.jobsPlanned}.`,
    );
  }
}
