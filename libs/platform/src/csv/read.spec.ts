import { z } from 'zod';
import { refuseFaults } from './fault.js';
import { readCsv } from './read.js';

const schema = z.object({
  name: z.string(),
  jobs: z.coerce.number().int().min(0, 'nombre négatif'),
  note: z.string().optional(),
});
const file = (content: string | Buffer) => ({ name: 'projets.csv', bytes: Buffer.from(content) });
const read = (content: string | Buffer) => readCsv(file(content), schema);
const pointersOf = (content: string | Buffer): string[] => read(content).faults.map((fault) => fault.pointer);

describe('A CSV is read by the schema of its rows', () => {
  it.each([
    ['commas', 'name,jobs,note\nFonderie,12,à voir\n'],
    ['semicolons, as spreadsheets in French write', 'name;jobs;note\nFonderie;12;à voir\n'],
    ['a byte order mark and Windows line ends', '\uFEFFname,jobs,note\r\nFonderie,12,à voir\r\n'],
    ['quotes, spaces and columns in another order', 'note, jobs ,"name"\n"à voir", 12 ,"Fonderie"\n'],
    ['columns that it does not know', 'name,region,jobs,note\nFonderie,76,12,à voir\n'],
    ['no line feed at the end', 'name,jobs,note\nFonderie,12,à voir'],
  ])('with %s', (_, content) => {
    const { rows, faults } = read(content);
    expect(faults).toEqual([]);
    expect(rows.map((row) => row.value)).toEqual([{ name: 'Fonderie', jobs: 12, note: 'à voir' }]);
  });

  it('with delimiters, quotes and line feeds in a quoted cell, and the lines still right after it', () => {
    const { rows } = read('name,jobs\n"Forge, dite ""la\nGrande""",3\n\nFonderie,4\n');
    expect(rows.map((row) => [row.line, row.value])).toEqual([
      [2, { name: 'Forge, dite "la\nGrande"', jobs: 3 }],
      [5, { name: 'Fonderie', jobs: 4 }],
    ]);
  });

  it('without a column or a cell that may be absent', () => {
    expect(read('name,jobs\nFonderie,1\n').rows[0]?.value).toEqual({ name: 'Fonderie', jobs: 1 });
    expect(read('name,jobs,note\nFonderie,1,\n').rows[0]?.value).toEqual({ name: 'Fonderie', jobs: 1 });
  });
});

describe('Every fault of a CSV is told with its line and its column', () => {
  it.each([
    [
      'an unreadable byte, in Latin-1',
      Buffer.from('name,jobs\nFonderie,1\nForge d’Alès,2'.replace('’', "'"), 'latin1'),
      ['projets.csv:3:11'],
    ],
    [
      'two unreadable lines',
      Buffer.from('name,jobs\né,1\nForge,2\naé,3\n', 'latin1'),
      ['projets.csv:2:1', 'projets.csv:4:2'],
    ],
    [
      'characters before the unreadable byte counted as characters',
      Buffer.concat([Buffer.from('name,jobs\nÉté'), Buffer.from([0xe9])]),
      ['projets.csv:2:4'],
    ],
    [
      'a character cut off at the end',
      Buffer.concat([Buffer.from('name,jobs\nét'), Buffer.from([0xc3])]),
      ['projets.csv:2:3'],
    ],
    ['missing columns', 'nom,note\nFonderie,1\n', ['projets.csv:1:1', 'projets.csv:1:1']],
    ['a doubled column', 'name,jobs,jobs\nFonderie,1,2\n', ['projets.csv:1:1']],
    ['an empty file', '', ['projets.csv:1:1', 'projets.csv:1:1']],
    [
      'faulty cells of several rows',
      'name,jobs\nÉlé,douze\n,3\n"É,""a""",-1\n',
      ['projets.csv:2:5', 'projets.csv:3:1', 'projets.csv:4:11'],
    ],
    ['a row that is too long', 'name,jobs\nFonderie,1\nForge,2,3\n', ['projets.csv:3:1']],
  ])('%s', (_, content, pointers) => {
    expect(pointersOf(content)).toEqual(pointers);
  });

  it.each([
    ['a quote that is not closed', 'name,jobs\n"Fonderie,1\n', 'projets.csv:2:1', 'csv-syntax'],
    ['a quote in the middle of a cell', 'name,jobs\nFonderie,"1"2\n', 'projets.csv:2:10', 'csv-syntax'],
    ['a quote that opens too late', 'name,jobs\nFon"derie,1\n', 'projets.csv:2:1', 'csv-syntax'],
  ])('%s', (_, content, pointer, code) => {
    expect(read(content).faults).toMatchObject([{ pointer, code }]);
  });

  it('in French, with the column’s name and what was read', () => {
    expect(read('name,jobs\n,-1\n').faults.map((fault) => fault.detail)).toEqual([
      'colonne name : cellule vide.',
      'colonne jobs : nombre négatif (« -1 »)',
    ]);
  });

  it('and the file is refused with all of them, in its order', () => {
    const { rows, faults } = read('name,jobs\nA,1\nB,x\n');
    const twin = rows[0]?.fault('name', 'duplicate', 'déjà là') ?? [];
    expect(() => refuseFaults(file(''), faults.concat(twin))).toThrow(
      expect.objectContaining({
        code: 'file-refused',
        message: "Le fichier projets.csv comporte 2 erreurs : rien n'a été importé.",
        faults: [
          expect.objectContaining({ pointer: 'projets.csv:2:1' }),
          expect.objectContaining({ pointer: 'projets.csv:3:3' }),
        ],
      }),
    );
  });
});
