import { readFileSync } from 'node:fs';
import { RefusedError } from '@rebond/kernel';
import type { CallDefinition } from './definition/definition.js';
import { loadDefinition } from './load.js';

const FRICHES = readFileSync('test/fixtures/definitions/atelier-des-friches.yaml', 'utf8');
const REBOND = readFileSync('calls/rebond-industriel.yaml', 'utf8');

function faultsOf(source: string) {
  try {
    loadDefinition(source, 'appel.yaml');
  } catch (error) {
    if (error instanceof RefusedError) return { code: error.code, faults: error.faults };
    throw error;
  }
  return { code: 'accepted', faults: [] };
}

/** Replaces one passage, which must be there, and gives the 1-based line where it stood. */
function broken(source: string, passage: string, by: string) {
  const at = source.indexOf(passage);
  if (at < 0) throw new Error(`« ${passage} » is not in the source`);
  return { source: source.replace(passage, () => by), line: source.slice(0, at).split('\n').length };
}

describe('Une définition d’appel bien formée', () => {
  it('celle de Rebond industriel : cent jours-hommes, 1,5 à 5 M€, huit mois, trois relèves par an', () => {
    const definition = loadDefinition(REBOND, 'rebond-industriel.yaml');
    expect(definition).toMatchObject<Partial<Record<keyof CallDefinition, unknown>>>({
      slug: 'rebond-industriel',
      phases: { engineering: true },
      amounts: { engineering: { personDays: 100 }, envelope: { minEur: 1_500_000, maxEur: 5_000_000 } },
      legal: { decisionMonths: 8, silence: 'rejection', unverified: true },
      waves: { months: [10, 2, 6], day: 1, time: '12:00', zone: 'Europe/Paris' },
    });
    expect(definition.calendar.committees.map(({ kind }) => kind)).toEqual([
      'launch',
      'interim',
      'closing',
      'followUp',
    ]);
  });

  it('celle d’un appel sans ingénierie', () => {
    const definition = loadDefinition(FRICHES, 'atelier-des-friches.yaml');
    expect(definition.phases.engineering).toBe(false);
    expect(definition.amounts.engineering).toBeUndefined();
  });

  it('les deux emploient ensemble tous les types de champ', () => {
    const types = [REBOND, FRICHES]
      .flatMap((source) => loadDefinition(source, 'x').sections)
      .flatMap(({ fields }) => fields.map(({ type }) => type));
    expect([...new Set(types)].sort()).toEqual(
      ['choice', 'date', 'email', 'epciList', 'file', 'integer', 'longText', 'money', 'multiChoice', 'personDays', 'phone', 'repeated', 'siret', 'text', 'yesNo'], // prettier-ignore
    );
  });
});

/** Each line: what is wrong, the passage of the friches definition, what replaces it, the fault's code and reason. */
const REFUSALS: readonly [what: string, passage: string, by: string, code: string, reason: RegExp][] = [
  ['une clé inconnue', 'slug: atelier', 'slogan: x\nslug: atelier', 'unknown-key', /clé inconnue : slogan/],
  ['un rappel après l’échéance, que personne n’enverrait', 'kind: review-due', 'after: []\n      kind: review-due', 'unknown-key', /clé inconnue : after/], // prettier-ignore
  ['un type de champ inconnu', 'type: yesNo', 'type: ouiNon', 'invalid-union', /type de champ inconnu/],
  [
    'un titre absent',
    'title: La friche',
    'title:',
    'invalid-type',
    /sections\[0\]\.title : valeur obligatoire absente/,
  ],
  ['une exigence inconnue', 'Nom du site, requirement: blocking', 'Nom du site, requirement: required', 'invalid-value', /blocking, promised/], // prettier-ignore
  ['une clé de champ avec un accent', 'key: siteName', 'key: nomDuSité', 'invalid-format', /camelCase/],
  ['une clé de champ employée deux fois', 'key: siteAreaHectares', 'key: siteName', 'duplicate-key', /siteName/],
  ['une clé de ligne qui est aussi un champ', 'key: itemLabel', 'key: futureUse', 'duplicate-key', /futureUse/],
  ['une clé de ligne réservée', 'key: itemLabel', 'key: id', 'duplicate-key', /id/],
  ['une clé de section employée deux fois', 'key: works\n    title: Les', 'key: site\n    title: Les', 'duplicate-key', /section/], // prettier-ignore
  ['une option donnée deux fois', 'value: oils', 'value: metals', 'duplicate-option', /metals/],
  ['des bornes inversées', 'min: 1, max: 500', 'min: 600, max: 500', 'bounds', /min \(600\) dépasse max \(500\)/],
  ['une condition sur un champ inconnu', 'field: polluted', 'field: dirty', 'unknown-field', /dirty/],
  ['une condition illisible', 'equals: true', 'egal: true', 'invalid-union', /condition illisible/],
  [
    'une condition sur une option qui n’existe pas',
    'equals: private',
    'equals: church',
    'condition-type',
    /« church »/,
  ],
  ['une condition du mauvais type', 'equals: true', 'equals: "oui"', 'condition-type', /true ou false/],
  ['un seuil sur un oui/non', 'equals: true', 'atLeast: 1', 'condition-type', /yesNo/],
  ['une pièce promise sans date', '        promisedWithin: { days: 20, unit: working }\n', '', 'promise-without-date', /ownerAgreement/], // prettier-ignore
  ['une date de promesse sur une pièce bloquante', 'requirement: promised', 'requirement: blocking', 'date-without-promise', /ownerAgreement/], // prettier-ignore
  ['des poids qui ne font pas 100', 'weight: 60', 'weight: 50', 'weights', /font 90 au lieu de 100/],
  ['des niveaux en désordre', 'score: 3', 'score: 1', 'levels-order', /1 suit 1/],
  ['une enveloppe inversée', 'minEur: 200000', 'minEur: 2000000', 'envelope', /minimum/],
  ['le silence valant acceptation', 'silence: rejection', 'silence: acceptance', 'invalid-value', /L231-4/],
  ['une ancre inconnue', 'anchor: award', 'anchor: harvest', 'invalid-value', /ancre inconnue/],
  ['une ancre de l’ingénierie absente', 'anchor: award', 'anchor: closing', 'engineering-off', /« closing »/],
  ['un comité de l’ingénierie absente', 'kind: followUp', 'kind: interim', 'engineering-off', /interim/],
  ['un rappel de l’ingénierie absente', 'kind: review-due', 'kind: mission-report-due', 'engineering-off', /mission-report/], // prettier-ignore
  ['un rappel donné deux fois', 'kind: review-due', 'kind: piece-owed', 'duplicate-key', /piece-owed/],
  ['des jours-hommes sans ingénierie', 'amounts:\n', 'amounts:\n  engineering: { personDays: 10 }\n', 'engineering-off', /jours-hommes/], // prettier-ignore
  ['une phase d’ingénierie sans rien', 'engineering: false', 'engineering: true', 'engineering-amount', /jours-hommes/],
  ['un texte absent', '  closure: {', '  # closure: {', 'missing-text', /closure/],
  ['un texte inconnu', '  closure: {', '  cloture: {', 'unknown-key', /cloture/],
  ['une variable inconnue dans un texte', '{{closedOn}}', '{{closedAt}}', 'unknown-placeholder', /closedAt.*closedOn/],
  ['des accolades mal fermées', '{{closedOn}}', '{{closedOn}', 'stray-braces', /accolades/],
  ['un accusé sans date de rejet implicite', 'Rejet implicite le {{implicitRejectionDate}}. {{appealRoutes}}\n      {{s', '{{appealRoutes}}\n      {{s', 'missing-mention', /implicitRejectionDate/], // prettier-ignore
  ['un mois donné deux fois', 'months: [3]', 'months: [3, 3]', 'duplicate-month', /3/],
  ['un fuseau inconnu', 'zone: Europe/Paris', 'zone: Europe/Lutece', 'custom', /fuseau/],
  ['une clé YAML donnée deux fois', 'title: Atelier des friches', 'title: A\ntitle: B', 'yaml-duplicate-key', /deux fois/], // prettier-ignore
];

/** Faults that are shown on another line than the one changed: what that line holds. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'une pièce promise sans date': 'key: ownerAgreement',
  'une date de promesse sur une pièce bloquante': 'promisedWithin',
  'des poids qui ne font pas 100': 'criteria:',
  'des jours-hommes sans ingénierie': 'engineering: { personDays: 10 }',
  'une phase d’ingénierie sans rien': 'amounts:',
  'un texte absent': 'texts:',
  'un accusé sans date de rejet implicite': 'body:',
  'une clé YAML donnée deux fois': 'title: B',
};

describe('Une définition fautive est refusée avec fichier, ligne et raison', () => {
  it.each(REFUSALS)('%s', (what, passage, by, code, reason) => {
    const { source, line } = broken(FRICHES, passage, by);
    const { code: refusal, faults } = faultsOf(source);
    expect(refusal).toBe('bad-definition');
    const fault = faults.find((one) => one.code === code && reason.test(one.detail));
    expect({ faults, fault }).toMatchObject({ fault: { pointer: expect.stringMatching(/^appel\.yaml:\d+:\d+$/) } });
    const shown = Number(fault?.pointer.split(':')[1]);
    const elsewhere = ELSEWHERE[what];
    if (elsewhere === undefined) expect(shown).toBe(line);
    else expect(source.split('\n')[shown - 1]).toContain(elsewhere);
  });

  it('chaque faute montre sa propre ligne et sa colonne', () => {
    const { source, line } = broken(FRICHES, 'score: 3, label: Probable', 'score: 1, label: Probable');
    const column = (source.split('\n')[line - 1] ?? '').indexOf('1,') + 1;
    expect(faultsOf(source).faults).toEqual([
      {
        pointer: `appel.yaml:${line}:${column}`,
        code: 'levels-order',
        detail: 'grid.criteria[1].levels[1].score : les niveaux de « feasibility » doivent croître : 1 suit 1',
      },
    ]);
  });

  it('toutes les fautes sont données à la fois, dans l’ordre du fichier, même de nature différente', () => {
    const source = [
      ['zone: Europe/Paris', 'zone: Europe/Lutece'],
      ['field: polluted', 'field: dirty'],
      ['weight: 60', 'weight: 50'],
      ['silence: rejection', 'silence: acceptance'],
      ['{{closedOn}}', '{{closedAt}}'],
    ].reduce((text, [passage, by]) => broken(text, passage ?? '', by ?? '').source, FRICHES);
    expect(faultsOf(source).faults.map(({ code }) => code)).toEqual([
      'custom',
      'unknown-field',
      'weights',
      'invalid-value',
      'unknown-placeholder',
    ]);
  });

  it.each([
    ['un fichier vide', '', 'invalid-type'],
    ['une liste au lieu d’un objet', '- a', 'invalid-type'],
    ['une tabulation en retrait', 'a:\n\tb: 2', 'yaml-tab-as-indent'],
    ['deux documents', 'a: 1\n---\nb: 2', 'yaml-multiple-docs'],
    ['un guillemet ouvert', 'a: "x', 'yaml-missing-char'],
  ])('%s', (_what, source, code) => {
    expect(faultsOf(source).faults.map((fault) => fault.code)).toContain(code);
  });

  it('une avalanche de renvois YAML', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
      .concat(
        [1, 2, 3, 4, 5].map(
          (n) =>
            `a${n}: &a${n} [${Array(9)
              .fill(`*a${n - 1}`)
              .join(', ')}]`,
        ),
      )
      .join('\n');
    expect(faultsOf(bomb).faults.map(({ code }) => code)).toEqual(['yaml-alias']);
  });
});

describe('Les conditions d’affichage', () => {
  const withFields = (fields: string) =>
    broken(
      FRICHES,
      '  - key: pollution\n',
      `  - key: extra\n    title: Essai\n    fields:\n${fields}  - key: pollution\n`,
    ).source;

  it('un cycle est refusé, et nommé champ par champ', () => {
    const source = withFields(
      [
        'first, showIf: { field: third, equals: true }',
        'second, showIf: { not: { field: first, answered: true } }',
        'third, showIf: { all: [{ field: second, equals: true }] }',
      ]
        .map((rest) => `      - { type: yesNo, label: X, requirement: optional, key: ${rest} }\n`)
        .join(''),
    );
    expect(faultsOf(source).faults).toMatchObject([
      { code: 'condition-cycle', detail: expect.stringContaining('first → third → second → first') },
    ]);
  });

  it('un champ qui dépend de lui-même aussi', () => {
    const source = withFields(
      '      - { key: alone, type: yesNo, label: X, requirement: optional, showIf: { field: alone, equals: true } }\n',
    );
    expect(faultsOf(source).faults).toMatchObject([{ detail: expect.stringContaining('alone → alone') }]);
  });

  it('une section dont la condition porte sur un de ses champs aussi', () => {
    const { source } = broken(FRICHES, 'field: polluted', 'field: pollutants');
    expect(faultsOf(source.replace('equals: true', 'answered: true')).faults.map(({ code }) => code)).toContain(
      'condition-cycle',
    );
  });

  it('un cycle dans une ligne aussi', () => {
    const { source } = broken(
      FRICHES,
      'label: Nature, requirement: blocking }',
      'label: Nature, requirement: blocking, showIf: { field: itemCost, answered: true } }',
    );
    const both = source.replace(/(key: itemCost.*?)(,? min: 1)/s, '$1, showIf: { field: itemLabel, answered: true }$2');
    expect(faultsOf(both).faults).toMatchObject([
      { code: 'condition-cycle', detail: expect.stringContaining('itemLabel → itemCost → itemLabel') },
    ]);
  });

  it('rien de ce qui est dû au dépôt ne dépend d’une réponse donnée après la sélection', () => {
    const source = withFields(
      [
        'later, requirement: afterSelection',
        'between, requirement: optional, showIf: { field: later, equals: true }',
        'now, requirement: blocking, showIf: { field: between, equals: true }',
      ]
        .map((rest) => `      - { type: yesNo, label: X, key: ${rest} }\n`)
        .join(''),
    );
    expect(faultsOf(source).faults).toMatchObject([
      { code: 'hidden-behind-after-selection', detail: expect.stringMatching(/« now ».*« later »/) },
    ]);
  });
});

const ENGAGEMENT = /^ {2}engagement:\n(?: {4}.*\n|\n)+/m.exec(REBOND)?.[0] ?? '';

describe('Le calendrier d’un appel avec ingénierie', () => {
  it.each([
    ['deux comités de lancement', 'kind: interim', 'kind: launch', 'committees'],
    ['un lancement compté depuis la clôture', 'anchor: engagement', 'anchor: closing', 'anchor-too-late'],
    ['pas d’échéance du rapport', '    missionReport: { anchor: launch, days: 100, unit: calendar }\n', '', 'missing-deadline'], // prettier-ignore
    ['pas de texte d’engagement', ENGAGEMENT, '', 'missing-text'],
  ])('%s', (_what, passage, by, code) => {
    expect(faultsOf(broken(REBOND, passage, by).source).faults.map((fault) => fault.code)).toContain(code);
  });
});
