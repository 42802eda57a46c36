import { catalogue } from '@rebond/ui';

/** Words about mails of a case that did not arrive. */
export const t = catalogue({
  'returned.title': '{count, plural, one {Un courriel n’est pas arrivé} other {# courriels ne sont pas arrivés}}',
  'returned.help':
    'Joignez la personne autrement, ou corrigez son adresse avec le bureau du programme, qui peut renvoyer le courriel.',
  'returned.erased': 'adresse effacée',
  'returned.address': 'adresse ou domaine inconnu',
  'returned.full': 'boîte pleine',
  'returned.mailbox': 'boîte désactivée ou inaccessible',
  'returned.unreachable': 'serveur injoignable malgré plusieurs essais',
  'returned.size': 'courriel trop volumineux',
  'returned.refused': 'refusé par une règle du serveur destinataire',
  'returned.other': 'non remis',
});
