import { assessmentFaults, verdictOf, type Assessment } from './admissibility.js';

const checklist = [
  { key: 'body', label: 'Un EPCI', refusal: 'Le demandeur n’est pas un EPCI.' },
  { key: 'perimeter', label: 'Un périmètre libre', refusal: 'Le périmètre est déjà lauréat.' },
];
const met = { body: true, perimeter: true };
const unmet = { body: true, perimeter: false };

describe('La recevabilité se prononce sur la liste de contrôle de l’appel', () => {
  it.each<[string, Assessment, string]>([
    ['recevable, tous les points satisfaits', { admissible: true, checks: met, reasons: [] }, ''],
    ['recevable, sans les dire un à un', { admissible: true, reasons: [] }, ''],
    ['irrecevable par un point', { admissible: false, checks: unmet, reasons: [] }, ''],
    ['irrecevable par un autre motif', { admissible: false, checks: met, reasons: ['Autre.'] }, ''],
    ['irrecevable par un motif, sans la liste', { admissible: false, reasons: ['Autre.'] }, ''],
    ['recevable malgré un point', { admissible: true, checks: unmet, reasons: [] }, '/checks/perimeter check-not-met'],
    [
      'sans un des points',
      { admissible: true, checks: { body: true }, reasons: [] },
      '/checks/perimeter check-missing',
    ],
    [
      'par un point d’un autre appel',
      { admissible: true, checks: { ...met, age: true }, reasons: [] },
      '/checks/age unknown-check',
    ],
    ['irrecevable sans motif', { admissible: false, checks: met, reasons: [] }, '/reasons reason-required'],
    ['irrecevable sans rien dire', { admissible: false, reasons: [] }, '/reasons reason-required'],
  ])('%s', (_, assessment, expected) => {
    const found = assessmentFaults(checklist, assessment).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(found.join(', ')).toBe(expected);
  });

  it('en garde chaque point, et dit au territoire les motifs de ceux qui manquent, puis ceux de l’instructeur', () => {
    expect(verdictOf(checklist, { admissible: false, checks: unmet, reasons: ['Autre.'] })).toEqual({
      checks: [
        { key: 'body', met: true },
        { key: 'perimeter', met: false },
      ],
      reasons: ['Le périmètre est déjà lauréat.', 'Autre.'],
    });
    expect(verdictOf(checklist, { admissible: true, reasons: [] }).checks.every((one) => one.met)).toBe(true);
  });
});
