import { readFileSync } from 'node:fs';
import type { Siren } from '@rebond/kernel';
import fc from 'fast-check';
import { checkValue } from './answers.js';
import type { DocumentFacts } from './completeness.js';
import { completeness } from './completeness.js';
import { isAnswered, visibleFields } from './conditions.js';
import { sectionSchema } from './definition/field.js';
import { loadDefinition } from './load.js';

const ALES = '200066918' as Siren;
const CAMBRAI = '200068500' as Siren;
const PDF = '0190b6a0-0000-7000-8000-000000000001';
const VIRUS = '0190b6a0-0000-7000-8000-000000000002';
const HEAVY = '0190b6a0-0000-7000-8000-000000000003';
const IMAGE = '0190b6a0-0000-7000-8000-000000000004';
const ROW = '0190b6a0-0000-7000-8000-0000000000aa';
const documents = new Map<string, DocumentFacts>([
  [PDF, { mediaType: 'application/pdf', sizeBytes: 1000, state: 'staged' }],
  [VIRUS, { mediaType: 'application/pdf', sizeBytes: 1000, state: 'infected' }],
  [HEAVY, { mediaType: 'application/pdf', sizeBytes: 1_000_001, state: 'clean' }],
  [IMAGE, { mediaType: 'image/png', sizeBytes: 1000, state: 'clean' }],
]);
const formOf = (...fields: object[]) => ({
  sections: [
    sectionSchema.parse({
      key: 's',
      title: 'S',
      fields: fields.map((field) => ({ type: 'text', label: 'L', requirement: 'blocking', ...field })),
    }),
  ],
});
const file = { type: 'file', accept: ['application/pdf'], maxSizeMegabytes: 1 };
const judge = (form: ReturnType<typeof formOf>, answers: Record<string, unknown>, perimeter = [ALES]) =>
  completeness(form, answers, perimeter, documents);

describe('Le dépôt', () => {
  const form = formOf(
    { key: 'name' },
    { key: 'study', ...file, requirement: 'promised', promisedWithin: { days: 60, unit: 'calendar' } },
    { key: 'bank', ...file, requirement: 'afterSelection' },
    { key: 'note', requirement: 'optional', maxLength: 3 },
    { key: 'more', showIf: { field: 'note', answered: true } },
  );

  it('est refusé avec la liste entière de ce qui manque, rangé par exigence', () => {
    const result = judge(form, {});
    expect(result.ready).toBe(false);
    expect(result.blocking).toEqual([
      { key: 'name', label: 'L', section: 's', reason: 'absent', detail: '« L » est à renseigner.' },
    ]);
    expect(result.promised).toMatchObject([{ key: 'study', within: { days: 60, unit: 'calendar' } }]);
    expect(result.afterSelection).toMatchObject([{ key: 'bank' }]);
  });

  it.each([
    ['tout le nécessaire est là : prêt, pièce promise encore due', { name: 'Alès' }, [], ['study']],
    ['la pièce promise est là', { name: 'Alès', study: [PDF] }, [], []],
    ['un texte blanc ne répond pas', { name: '  ' }, ['name'], ['study']],
    ['une réponse fait apparaître une question bloquante', { name: 'Alès', note: 'oui' }, ['more'], ['study']],
    ['la réponse à une question cachée ne compte pas', { name: 'Alès', more: 'x'.repeat(900) }, [], ['study']],
    ['une réponse facultative invalide bloque', { name: 'Alès', note: 'trop long', more: 'a' }, ['note'], ['study']],
    ['une pièce promise invalide bloque', { name: 'Alès', study: [VIRUS] }, ['study'], []],
    ['une clé inconnue bloque', { name: 'Alès', intrus: 1 }, ['intrus'], ['study']],
  ])('%s', (_what, answers, blocking, promised) => {
    const result = judge(form, answers);
    expect(result.blocking.map(({ key }) => key)).toEqual(blocking);
    expect(result.promised.map(({ key }) => key)).toEqual(promised);
    expect(result.ready).toBe(blocking.length === 0);
  });

  it.each([
    ['inconnu', '0190b6a0-0000-7000-8000-0000000000ff', 'document introuvable'],
    ['infecté', VIRUS, 'document infecté'],
    ['trop lourd', HEAVY, 'document de plus de 1 Mo'],
    ['d’un autre type', IMAGE, 'type de document refusé'],
  ])('un document %s ne vaut pas pièce', (_what, id, reason) => {
    expect(judge(formOf({ key: 'letter', ...file }), { letter: [id] }).blocking).toMatchObject([
      { reason: 'invalid', detail: expect.stringContaining(reason) },
    ]);
  });
});

describe('Une délibération due par chaque EPCI', () => {
  const form = formOf({
    key: 'deliberation',
    ...file,
    perEpci: true,
    requirement: 'promised',
    promisedWithin: { days: 90, unit: 'calendar' },
  });
  it.each([
    ['aucune', {}, [ALES, CAMBRAI]],
    ['une sur deux', { deliberation: { [ALES]: [PDF] } }, [CAMBRAI]],
    ['une liste vide ne vaut rien', { deliberation: { [ALES]: [PDF], [CAMBRAI]: [] } }, [CAMBRAI]],
    ['toutes', { deliberation: { [ALES]: [PDF], [CAMBRAI]: [PDF] } }, []],
    ['celle d’un EPCI sorti du périmètre ne compte pas', { deliberation: { '200030633': [PDF] } }, [ALES, CAMBRAI]],
  ])('%s', (_what, answers, owing) => {
    const { promised, ready } = judge(form, answers, [ALES, CAMBRAI]);
    expect(promised.map(({ siren }) => siren)).toEqual(owing);
    expect(ready).toBe(true);
  });

  it('dit qui la doit par son nom quand on le connaît', () => {
    const answers = { deliberation: { [CAMBRAI]: [ROW] } };
    const { promised, blocking } = completeness(
      form,
      answers,
      [ALES, CAMBRAI],
      documents,
      new Map([[CAMBRAI, 'CA de Cambrai']]),
    );
    expect([...promised, ...blocking].map(({ detail }) => detail)).toEqual([
      `« L » est à fournir par l’EPCI ${ALES}.`,
      `« L » – CA de Cambrai (SIREN ${CAMBRAI}) : document introuvable.`,
    ]);
  });
});

describe('Les lignes d’un bloc répété', () => {
  const form = formOf({
    key: 'projects',
    type: 'repeated',
    rowLabel: 'Projet',
    min: 1,
    max: 2,
    fields: [
      { key: 'title', type: 'text', label: 'Intitulé', requirement: 'blocking' },
      { key: 'mail', type: 'email', label: 'Courriel', requirement: 'optional' },
      { key: 'more', type: 'text', label: 'Suite', requirement: 'blocking', showIf: { field: 'title', equals: 'x' } },
    ],
  });
  it.each([
    ['pas de ligne', [], ['projects']],
    ['une ligne pleine', [{ id: ROW, title: 'Presse' }], []],
    ['une case obligatoire vide', [{ id: ROW }], ['title']],
    ['une case facultative invalide', [{ id: ROW, title: 'Presse', mail: 'non' }], ['mail']],
    ['une case cachée invalide ne compte pas', [{ id: ROW, title: 'Presse', more: '' }], []],
    ['une case qui apparaît', [{ id: ROW, title: 'x' }], ['more']],
    ['trop de lignes', [1, 2, 3].map((n) => ({ id: ROW.slice(0, -1) + String(n), title: 'P' })), ['projects']],
  ])('%s', (_what, projects, keys) => {
    expect(judge(form, { projects }).blocking.map(({ key }) => key)).toEqual(keys);
  });

  it('ce qui manque dit la ligne', () => {
    expect(judge(form, { projects: [{ id: ROW }] }).blocking).toMatchObject([{ row: { block: 'projects', id: ROW } }]);
  });
});

describe('Sur le formulaire réel de Rebond industriel', () => {
  const definition = loadDefinition(readFileSync('calls/rebond-industriel.yaml', 'utf8'), 'rebond-industriel.yaml');
  const keys = definition.sections.flatMap(({ fields }) => fields.map(({ key }) => key));
  const anyValue = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.double(),
    fc.constant([]),
    fc.constant('consortium'),
    fc.jsonValue(),
  );
  const anyAnswers = fc.dictionary(fc.constantFrom(...keys), anyValue);

  it('un groupement doit son accord et une délibération par membre, mais peut déposer sans', () => {
    const { promised } = completeness(definition, { applicationKind: 'consortium' }, [ALES, CAMBRAI], documents);
    expect(promised.map(({ key, siren }) => [key, siren])).toEqual([
      ['consortiumAgreement', undefined],
      ['deliberation', ALES],
      ['deliberation', CAMBRAI],
    ]);
  });

  it('quoi qu’on y écrive, il n’échoue pas, ne réclame que du visible, et prêt veut dire sans manque bloquant', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const result = completeness(definition, answers, [ALES], documents);
        const seen = new Set(visibleFields(definition, answers).map(({ key }) => key));
        for (const missing of [...result.blocking, ...result.promised, ...result.afterSelection])
          expect(seen).toContain(missing.row?.block ?? missing.key);
        expect(result.ready).toBe(result.blocking.length === 0);
      }),
    );
  });

  it('ce qui est refusé à l’enregistrement n’est jamais pris pour complet', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), anyValue, (key, value) => {
        const answers = { [key]: value };
        const field = visibleFields(definition, answers).find((one) => one.key === key);
        if (!field || !isAnswered(value) || checkValue(field, value).length === 0) return;
        const { blocking } = completeness(definition, answers, [ALES], documents);
        expect(blocking).toContainEqual(expect.objectContaining({ key, reason: 'invalid' }));
      }),
    );
  });
});
