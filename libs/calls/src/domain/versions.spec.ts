import { readFileSync } from 'node:fs';
import { loadDefinition } from './load.js';
import { definitionText, differsOnlyInTexts } from './versions.js';

const source = readFileSync('test/fixtures/definitions/atelier-des-friches.yaml', 'utf8');
const read = (text: string) => loadDefinition(text, 'friches.yaml');

describe('Deux versions d’un appel', () => {
  it.each([
    ['le même fichier', source, true],
    ['un courriel réécrit', source.replace('Aide accordée', 'Bonne nouvelle'), true],
    ['un commentaire et l’ordre des clés', `# note\n${source}`, true],
    ['un poids déplacé', source.replace('weight: 60', 'weight: 61').replace('weight: 40', 'weight: 39'), false],
    ['un libellé de champ changé', source.replace('Nom du site', 'Nom de la friche'), false],
  ])('%s : ne diffèrent que par les textes, %s', (_what, other, expected) => {
    expect(differsOnlyInTexts(read(source), read(other))).toBe(expected);
  });

  it('l’écriture canonique ne dépend pas de la forme du fichier', () => {
    expect(definitionText(read(`# note\n${source}`))).toBe(definitionText(read(source)));
  });
});
