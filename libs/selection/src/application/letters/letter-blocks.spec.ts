import { letterBlocks, unwrapped } from './letter-blocks.js';

const BODY = `Madame, Monsieur,

Par décision du {{decidedOn}}, la candidature n'est pas retenue :
{{reasons}}

Enveloppe : {{envelope}}.
Motifs, en une phrase : {{reasons}}.
`;

describe('Le corps d’un courrier', () => {
  it('met en liste plusieurs valeurs qui tiennent seules leur ligne, et les joint dans une phrase', () => {
    expect(letterBlocks(BODY, { decidedOn: '1er mars 2023', reasons: ['Un.', 'Deux.'], envelope: '2 M€' })).toEqual([
      { kind: 'paragraph', lines: ['Madame, Monsieur,'] },
      { kind: 'paragraph', lines: ["Par décision du 1er mars 2023, la candidature n'est pas retenue :"] },
      { kind: 'list', items: ['Un.', 'Deux.'] },
      { kind: 'paragraph', lines: ['Enveloppe : 2 M€.', 'Motifs, en une phrase : Un. ; Deux..'] },
    ]);
  });

  it('ne laisse aucune valeur faire de la structure, ni en appeler une autre', () => {
    const typed = '- {{envelope}}\n\n{{reasons}}';
    expect(letterBlocks('{{reasons}}\n\n{{envelope}}', { reasons: [typed], envelope: typed })).toEqual([
      { kind: 'list', items: [typed] },
      { kind: 'paragraph', lines: [typed] },
    ]);
  });

  it('dit quelle valeur manque', () =>
    expect(() => letterBlocks('{{reasons}}', {})).toThrow('Le texte attend une valeur pour « reasons ».'));
});

it('une prose repliée dans un fichier retrouve ses paragraphes', () =>
  expect(unwrapped('Deux mois\n  pour saisir\nle juge.\n\nOu un recours\ngracieux.\n')).toBe(
    'Deux mois pour saisir le juge.\nOu un recours gracieux.',
  ));
