import { catalogue } from '@rebond/ui';

/** Words about archives of cases. */
export const t = catalogue({
  'timeline.exported': 'Archive du dossier remise, avec son contrôle.',
});
