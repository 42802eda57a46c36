import { catalogue } from '@rebond/ui';

export const t = catalogue({
  'menu.myCandidacies': 'Mes candidatures',
  'menu.worklist': 'Dossiers',
  'menu.missions': 'Mes missions',
  'menu.programme': 'Bureau du programme',
  'menu.audit': 'Audit',
  'menu.waves': 'Relèves',
  'demo.title': 'Choisir une fonction',
  'demo.lead': 'Démonstration : entrez dans le portail à la place d’une de ces personnes inventées.',
  'demo.enter': 'Entrer',
});
