import { catalogue } from '@rebond/ui';

export const t = catalogue({
  'case.list': 'Candidatures',
  'case.worklist': 'Dossiers',
  'case.tabs': 'Parties du dossier',
  'state.draft': 'Brouillon',
  'state.submitted': 'Déposée',
  'state.incomplete': 'Compléments demandés',
  'state.inadmissible': 'Irrecevable',
  'state.waitlisted': 'Liste d’attente',
  'state.rejected': 'Non retenue',
  'state.withdrawn': 'Retirée',
  'state.expired': 'Expirée',
  'state.selected': 'Lauréate',
  'state.engineering': 'En ingénierie',
  'state.funded': 'Financée',
  'state.closed': 'Close',
  'state.abandoned': 'Abandonnée',
});
