import { catalogue } from '@rebond/ui';

/** What is known of the notifications of decisions. */
export const t = catalogue({
  'panel.title': 'Notification',
  'list.title': 'Notifications envoyées',
  'list.link': 'Suivre les notifications',
  'evidence.lead':
    'Ce qui a été envoyé à chaque destinataire, et ce que les serveurs de courriel en ont dit. Un serveur qui accepte un courriel peut encore le renvoyer.',
  'evidence.empty': 'Aucune notification.',
  'evidence.case': 'Candidature',
  'evidence.recipient': 'Destinataire',
  'evidence.state': 'État',
  'evidence.when': 'Le',
  'evidence.words': 'Ce qu’en dit le serveur',
  'evidence.proof': 'Preuve technique',
  'evidence.response': 'Réponse du serveur : {response}',
  'evidence.messageId': 'Identifiant du message',
  'evidence.waiting': 'En attente d’envoi',
  'evidence.given-up': 'Abandonné après plusieurs essais',
  'evidence.accepted': 'Accepté par le serveur',
  'evidence.bounced': 'Revenu en erreur',
});
