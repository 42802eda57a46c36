import { CommandRunner, SubCommand } from 'nest-commander';
import { loadDefinition } from '@rebond/calls';
import { readDefinitionFile } from './definition-file.js';

@SubCommand({
  name: 'check',
  arguments: '<fichier>',
  description: "Vérifie la définition d'un appel, sans base ni publication.",
})
export class CheckCallCommand extends CommandRunner {
  async run([file = '']: string[]): Promise<void> {
    const { slug, sections } = loadDefinition(await readDefinitionFile(file), file);
    const fields = sections.reduce((count, section) => count + section.fields.length, 0);
    console.error(`${file} : définition correcte de « ${slug} », ${sections.length} rubriques, ${fields} champs.`);
  }
}
