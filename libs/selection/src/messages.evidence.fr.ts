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
  'evidence.what': 'Courriel',
  'kind.candidacy.deposited': 'Accusé de réception du dépôt',
  'kind.candidacy.amended': 'Accusé de réception du nouveau dépôt',
  'kind.candidacy.selected': 'Décision de sélection',
  'kind.candidacy.waitlisted': 'Inscription sur liste d’attente',
  'kind.candidacy.rejected': 'Décision de rejet',
  'kind.candidacy.declared-inadmissible': 'Décision d’irrecevabilité',
  'kind.candidacy.lapsed': 'Avis de rejet implicite',
  'kind.appeal-receipt': 'Accusé de réception d’un recours',
  'kind.appeal-answer': 'Réponse à un recours',
  'kind.appeal-upheld': 'Recours accueilli',
  'kind.other': 'Autre courriel',
  'evidence.recipient': 'Destinataire',
  'evidence.state': 'État',
  'evidence.when': 'Le',
  'evidence.words': 'Réponse du serveur',
  'evidence.messageId': 'Identifiant du message',
  'evidence.waiting': 'En attente d’envoi',
  'evidence.given-up': 'Abandonné après plusieurs essais',
  'evidence.accepted': 'Accepté par le serveur',
  'evidence.bounced': 'Revenu en erreur',
});
