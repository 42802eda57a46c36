import { catalogue } from '@rebond/ui';

export const t = catalogue({
  title: 'Annuler la liste',
  hint: 'Une erreur matérielle se corrige avant l’annonce en annulant la liste entière, à deux personnes. Son numéro reste le sien, ses courriers sont annulés, ses candidatures redeviennent libres et une liste rectifiée peut être proposée.',
  reason: 'Erreur constatée',
  ask: 'Demander l’annulation',
  'asked.done': 'L’annulation est demandée : une autre personne la décide, et la liste n’est pas annoncée d’ici là.',
  'asked.title': 'Annulation demandée',
  'asked.at': 'Annulation demandée le {at}',
  'asked.reason': 'Erreur constatée : {reason}',
  'asked.own': 'Vous avez demandé cette annulation : une autre personne la décide.',
  erased: 'effacée',
  confirm: 'Annuler la liste',
  drop: 'Maintenir la liste',
  'dropped.done': 'La liste est maintenue : elle peut être annoncée.',
  'cancelled.done': 'La liste est annulée : ses candidatures sont libres, ses courriers sont sans effet.',
  'cancelled.at': 'Annulée le {at}',
  correct: 'Proposer une liste rectifiée',
  replaces: 'Cette liste rectifie une liste annulée.',
  replaced: 'Voir la liste annulée',
});
