import { catalogue } from '@rebond/ui';

/** Words of what an archive holds of a case. */
export const t = catalogue({
  receipt: 'Accusé de réception',
  received: 'Reçu le (heure de Paris)',
  digest: 'Empreinte SHA-256 du dossier figé',
  perimeter: 'Périmètre',
  noAnswer: 'Sans réponse',
});
