import type { CallDefinition } from '@rebond/calls';
import { differences } from './difference.js';
import { remapTexts, textsAmong } from './remap.js';

const text = (key: string, label: string) => ({ key, label, type: 'text', requirement: 'optional', maxLength: 100 });
const definition = {
  sections: [
    {
      key: 'one',
      title: 'Une',
      fields: [
        text('name', 'Nom'),
        {
          key: 'projects',
          label: 'Projets',
          type: 'repeated',
          rowLabel: 'Projet',
          requirement: 'optional',
          max: 9,
          fields: [text('title', 'Titre')],
        },
      ],
    },
  ],
} as unknown as Pick<CallDefinition, 'sections'>;

describe('what differs between two files', () => {
  it.each([
    ['a given answer', {}, { name: 'Alès' }, 'added'],
    ['a taken one', { name: 'Alès' }, {}, 'removed'],
    ['another one', { name: 'Alès' }, { name: 'Alès Agglomération' }, 'changed'],
  ])('tells %s', (_, before, after, change) => {
    expect(differences(definition, before, after)).toMatchObject([{ key: 'name', label: 'Nom', change }]);
  });

  it('says nothing of what stayed, whatever the order of keys', () => {
    expect(differences(definition, { name: 'a', z: { a: 1, b: 2 } }, { z: { b: 2, a: 1 }, name: 'a' })).toEqual([]);
  });

  it('follows the rows of a block by their id', () => {
    const before = {
      projects: [
        { id: 'r1', title: 'A' },
        { id: 'r2', title: 'B' },
      ],
    };
    const after = {
      projects: [
        { id: 'r2', title: 'B bis' },
        { id: 'r3', title: 'C' },
      ],
    };
    expect(differences(definition, before, after)[0]?.rows).toEqual([
      { id: 'r1', change: 'removed', fields: ['title'] },
      { id: 'r2', change: 'changed', fields: ['title'] },
      { id: 'r3', change: 'added', fields: ['title'] },
    ]);
  });

  it('keeps answers that the form no longer has, under their key', () => {
    expect(differences(definition, { gone: 1 }, {})).toMatchObject([{ key: 'gone', label: 'gone', change: 'removed' }]);
  });
});

describe('documents that follow their answers', () => {
  const answers = {
    letter: ['d1'],
    deliberation: { '200066918': ['d2'] },
    rows: [{ id: 'r1', proof: ['d1'] }],
    note: 'd9',
  };

  it('are found wherever they are named', () => {
    expect([...textsAmong(answers, new Set(['d1', 'd2', 'd3']))]).toEqual(['d1', 'd2']);
  });

  it('take their new id everywhere', () => {
    expect(
      remapTexts(
        answers,
        new Map([
          ['d1', 'n1'],
          ['d2', 'n2'],
        ]),
      ),
    ).toEqual({
      letter: ['n1'],
      deliberation: { '200066918': ['n2'] },
      rows: [{ id: 'r1', proof: ['n1'] }],
      note: 'd9',
    });
  });
});
