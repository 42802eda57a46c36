import { affinityBetween } from './affinity.js';
import { breaches, type Pair } from './problem.js';
import { balanced, problemOf } from './round.js';
import { topicsNamed, topicsOf } from './topics.js';
import { whyOf } from './why.js';

const subject = { topics: ['s:auto', 's:rail'], regions: ['76'] };
const knows = (topics: readonly string[], regions: readonly string[] = []) => ({ topics, regions });

describe('L’affinité d’un relecteur', () => {
  it.each([
    ['qui ne connaît rien de la candidature', knows(['s:bois']), 0],
    ['qui connaît la moitié de ses sujets', knows(['s:auto']), 40],
    ['qui connaît ses sujets et sa région', knows(['s:auto', 's:rail', 's:bois'], ['76', '84']), 100],
    ['qui connaît sa région seule', knows([], ['76']), 20],
  ])('%s', (_, reviewer, score) => {
    expect(affinityBetween(reviewer, subject).score).toBe(score);
  });

  it('dit pourquoi lui : ce qu’il connaît et son rang parmi les possibles', () => {
    const others = [knows(['s:auto', 's:rail']), knows(['s:auto'], ['32']), knows([])];
    expect(whyOf(knows(['s:auto']), subject, others)).toEqual({
      topics: ['s:auto'],
      asked: 2,
      knowsRegion: false,
      rank: 2,
      possible: 4,
    });
  });
});

describe('Les sujets d’un appel', () => {
  const field = { key: 's', label: 'Secteurs', requirement: 'blocking' as const };
  const options = [
    { value: 'auto', label: 'Automobile' },
    { value: 'rail', label: 'Ferroviaire' },
  ];
  const topics = topicsOf({
    sections: [{ key: 'one', title: 'Dossier', fields: [{ ...field, type: 'multiChoice', options }] }],
  });

  it('sont les choix de ses questions à plusieurs réponses', () => {
    expect(topics.map(({ key, group }) => [key, group])).toEqual([
      ['s:auto', 'Secteurs'],
      ['s:rail', 'Secteurs'],
    ]);
  });

  it('se lisent dans les réponses d’une candidature', () => {
    expect(topicsNamed(topics, { s: ['rail', 'inconnu'], autre: 3 })).toEqual(['s:rail']);
  });
});

describe('Le problème d’une relève', () => {
  const reviewers = [1, 1, 2].map((maxLoad) => ({ ...knows(['s:auto']), minLoad: 0, maxLoad }));
  const spec = { reviewers, candidacies: [subject, subject], reviewersPerCandidacy: 1, conflicts: [[0, 0]] as Pair[] };

  it('donne à chacun la moitié d’une part égale, dans la limite de sa charge', () => {
    const candidacies = Array.from({ length: 12 }, () => subject);
    const problem = balanced(problemOf({ ...spec, candidacies, conflicts: [], kept: [] }));
    expect(problem.reviewers.map(({ minLoad }) => minLoad)).toEqual([1, 1, 2]);
  });

  it('garde les verrous, même au-dessus de la charge, et jamais ceux en conflit', () => {
    const kept: Pair[] = [
      [0, 0],
      [1, 0],
      [1, 1],
    ];
    const problem = problemOf({ ...spec, kept });
    expect(problem.locked).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expect(breaches(problem, problem.locked)).toEqual([]);
  });
});
