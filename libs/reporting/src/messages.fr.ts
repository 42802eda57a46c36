import { catalogue } from '@rebond/ui';

/** Words of the public pages on laureates. */
export const t = catalogue({
  'laureates.title': 'Lauréats',
  'laureates.lead': 'Les territoires retenus, relève par relève, depuis leur annonce publique.',
  'laureates.ofWave': 'Lauréats de la {wave}',
  'laureates.none': 'Aucun lauréat n’est encore annoncé.',
  'laureates.noneOfWave': 'Les lauréats de cette relève ne sont pas encore annoncés.',
  'laureates.map': 'Lauréats par département',
  'laureates.count': 'Lauréats',
  'laureates.figures': 'En chiffres',
  'laureates.byWave': 'Par relève',
  'laureates.list': 'Territoires lauréats',
  'laureates.listCaption': 'Territoires lauréats et chiffres publiés',
  'laureates.wave': 'Relève',
  'laureates.territory': 'Territoire',
  'laureates.departements': 'Départements',
  'laureates.state': 'Étape',
  'laureates.announced': 'Annonce',
  'laureates.personDays': 'Jours-hommes',
  'laureates.envelope': 'Enveloppe',
  'laureates.interviews': 'Entretiens',
  'laureates.projects': 'Projets',
  'laureates.investment': 'Investissement',
  'laureates.jobs': 'Emplois potentiels',
  'laureates.unknown': 'non publié',
  'laureates.note':
    '{count, plural, =0 {Entretiens, projets, investissement et emplois seront publiés une fois arrêtés par les comités de clôture.} one {Entretiens, projets, investissement et emplois sont ceux que le comité de clôture a arrêtés, pour un territoire à ce jour.} other {Entretiens, projets, investissement et emplois sont ceux que les comités de clôture ont arrêtés, pour # territoires à ce jour.}}',
  'laureates.summary':
    '{count, plural, one {Un territoire lauréat} other {# territoires lauréats}}, {days, number} jours-hommes d’ingénierie',
  'laureates.back': 'Tous les lauréats',
  'state.selected': 'Retenu',
  'state.engineering': 'Mission d’ingénierie',
  'state.funded': 'Financement',
  'state.closed': 'Terminé',
  'state.abandoned': 'Abandon',
});
