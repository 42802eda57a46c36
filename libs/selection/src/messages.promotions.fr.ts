import { catalogue } from '@rebond/ui';

/** Waiting lists, and the places that laureates leave. */
export const t = catalogue({
  'waiting.title': 'Listes d’attente',
  'waiting.lead':
    'Quand un lauréat part, sa place revient à la première candidature en attente : une liste de décision la propose, qu’une autre personne valide.',
  'waiting.none': 'Aucune liste d’attente, et aucun lauréat parti.',
  'waiting.free':
    '{n, plural, one {# place est libre après le départ d’un lauréat} other {# places sont libres après le départ de lauréats}}, avec {award}.',
  'waiting.empty': 'Personne n’attend plus dans cette relève.',
  'waiting.rank': 'Rang',
  'waiting.case': 'Candidature',
  'waiting.score': 'Note moyenne',
  'waiting.listed': 'Proposition',
  'waiting.list': 'Dans une liste de décision',
  'departures.title': 'Places libérées – {wave}',
  'departures.empty': 'Aucun lauréat n’est parti.',
  'departures.case': 'Lauréat parti',
  'departures.award': 'Enveloppe et jours libérés',
  'departures.toFix': 'à fixer',
  'departures.days': '{n} jours-hommes',
  'departures.answer': 'Place',
  'departures.answered': 'Donnée par une liste de décision',
  'promote.submit': 'Proposer la suivante',
  'promote.about': 'à la place de {territory}',
  'promote.done': 'La liste est proposée : une autre personne la valide.',
  'promote.listTitle': 'Promotion de la liste d’attente après le départ de {territory}',
  'mail.subject': '{call} : une place se libère ({territory})',
  'mail.text':
    'Bonjour,\n\n{territory} s’est retiré ({wave}) : une place se libère, avec {award}.\n\nLa candidature suivante de la liste d’attente peut être proposée ici : {link}\n',
  'mail.toFix': 'une enveloppe qui restait à fixer',
});
