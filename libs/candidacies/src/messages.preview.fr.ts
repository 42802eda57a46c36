import { catalogue } from '@rebond/ui';

/** Words of the preview of a form. */
export const t = catalogue({
  'preview.nobody': 'Intercommunalité d’exemple',
  'preview.ready': 'Avec ces réponses, le dossier peut être déposé.',
});
