import type { CaseEntry } from '@rebond/candidacies';
import { MissionTimeline } from './mission-timeline.js';

const sentence = (action: string, facts: CaseEntry['facts'], personal: CaseEntry['personal'] = null): string =>
  new MissionTimeline()
    .format({ action, at: Temporal.Instant.from('2023-06-14T08:00:00Z'), role: 'consultancy', facts, personal })
    .replaceAll(/[\u00a0\u202f]/g, ' ');

const FIGURES = { interviews: 46, projects: 131, capexEur: 177_000_000, jobsPotential: 586 };

describe('the acts of a mission in words', () => {
  it.each<[string, CaseEntry['facts'], string]>([
    [
      'mission.engaged',
      { firms: [{}, {}], personDays: 100, startsOn: '2023-06-14' },
      'Mission engagée avec 2 cabinets pour 100 jours-hommes, à partir du 14 juin 2023.',
    ],
    [
      'mission.person-days-recorded',
      { personDays: 2.5, date: '2023-06-20' },
      'Déclaration de 2,5 jours-hommes au 20 juin 2023.',
    ],
    [
      'mission.person-days-recorded',
      { personDays: -0.5, date: '2023-06-20' },
      'Correction de -0,5 jour-homme au 20 juin 2023.',
    ],
    [
      'mission.interviews-imported',
      { added: 3, updated: 1, interviews: 46 },
      '3 entretiens ajoutés, 1 mis à jour ; 46 entretiens en tout.',
    ],
    [
      'mission.projects-imported',
      { added: 1, updated: 0, projects: 131, capexCents: 17_700_000_000, jobsPotential: 586 },
      '1 projet ajouté, 0 mis à jour ; 131 projets en tout, 177 000 000,00 € d’investissement et 586 emplois potentiels.',
    ],
    [
      'mission.projects-routed',
      { routed: 26, decidedOn: '2023-10-03' },
      '26 orientations de projets décidées le 3 octobre 2023.',
    ],
    [
      'mission.figures-frozen',
      { figures: FIGURES },
      'Chiffres de la mission arrêtés : 46 entretiens, 131 projets, 177 000 000,00 €, 586 emplois potentiels.',
    ],
    ['mission.ended', {}, 'Fin de la mission d’ingénierie : les cabinets n’accèdent plus au dossier.'],
  ])('%s', (action, facts, expected) => {
    expect(sentence(action, facts)).toBe(expected);
  });

  it('name an axis and an action by their titles until these are erased', () => {
    const axis = { from: 2023, to: 2027 };
    expect(sentence('roadmap.axis-added', axis, { title: 'Foncier' })).toBe(
      'Axe ajouté à la feuille de route pour 2023–2027 : « Foncier ».',
    );
    expect(sentence('roadmap.axis-added', axis)).toBe('Axe ajouté à la feuille de route pour 2023–2027.');
    expect(sentence('roadmap.action-added', { dueOn: '2024-06-30' }, { title: 'Inventaire' })).toBe(
      'Action ajoutée à la feuille de route : « Inventaire », pour le 30 juin 2024.',
    );
    expect(sentence('roadmap.action-added', { dueOn: null })).toBe('Action ajoutée à la feuille de route.');
  });

  it('no other act', () => {
    expect(() => sentence('candidacy.closed', {})).toThrow(RangeError);
  });
});
