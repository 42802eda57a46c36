import { catalogue } from '@rebond/ui';

/** What is said to and of people outside who are asked about a project. */
export const t = catalogue({
  'consult.title': 'Avis et nouvelles de l’extérieur',
  'consult.none': 'Rien n’a encore été demandé sur ce projet.',
  'consult.form': 'Demander un avis ou des nouvelles',
  'consult.formHint':
    'La personne reçoit un lien personnel qui sert une fois, sans compte. Elle ne voit que ce projet.',
  'consult.kind': 'Que demander ?',
  'consult.kind.status': 'Où en est le projet (à l’entreprise)',
  'consult.kind.opinion': 'Un avis sur le projet (à une CCI, à l’Ademe…)',
  'consult.asked.status': 'Nouvelles demandées',
  'consult.asked.opinion': 'Avis demandé',
  'consult.organisation': 'Organisme ou entreprise',
  'consult.name': 'Nom de la personne',
  'consult.email': 'Adresse électronique',
  'consult.message': 'Message',
  'consult.messageHint': 'Facultatif, dans le courriel.',
  'consult.submit': 'Envoyer le lien',
  'consult.sent': 'Le lien est envoyé à {organisation}.',
  'consult.caption': 'Demandes et réponses',
  'consult.who': 'À qui',
  'consult.when': 'Demandé le',
  'consult.reply': 'Réponse',
  'consult.waiting': 'Attendue avant le {day}',
  'consult.overdue': 'Restée sans réponse',
  'consult.by': '{respondent}, le {day}',
  'answer.ongoing': 'Le projet avance',
  'answer.late': 'Le projet prend du retard',
  'answer.done': 'Le projet est réalisé',
  'answer.stopped': 'Le projet est arrêté',
  'answer.favourable': 'Favorable',
  'answer.reserved': 'Réservé',
  'answer.unfavourable': 'Défavorable',
  'link.title.status': 'Où en est votre projet ?',
  'link.title.opinion': 'Votre avis sur un projet',
  'link.lead.status': 'Votre réponse est vue par le territoire, les cabinets de la mission et les services de l’État.',
  'link.lead.opinion': 'Votre avis est vu par le territoire, les cabinets de la mission et les services de l’État.',
  'link.territory': 'Territoire',
  'link.message': 'Message',
  'link.answer.status': 'Où en est-il ?',
  'link.answer.opinion': 'Votre avis',
  'link.comment': 'Commentaire',
  'link.commentHint.status': 'Facultatif : dates, difficultés, suites attendues.',
  'link.commentHint.opinion': 'Nécessaire si l’avis est réservé ou défavorable.',
  'link.once': 'Ce lien sert une fois : votre réponse ne pourra plus être changée.',
  'link.submit': 'Envoyer ma réponse',
  'link.thanks': 'Merci : votre réponse est enregistrée.',
  'consult.mail.subject.status': 'Où en est votre projet « {project} » ?',
  'consult.mail.subject.opinion': 'Votre avis sur le projet « {project} »',
  'consult.mail.body.status':
    'Bonjour,\n\nLe projet « {project} » de {company} est suivi dans la mission d’ingénierie de {territory}. ' +
    'Pouvez-vous nous dire où il en est ?\n{message}\nCe lien vous est personnel et sert une fois, jusqu’au {until} :\n{link}\n\n' +
    'Il n’y a pas de compte à créer. Vous ne verrez que ce projet.\n',
  'consult.mail.body.opinion':
    'Bonjour,\n\nLe projet « {project} » de {company} a été repéré par la mission d’ingénierie de {territory}. ' +
    'Nous aimerions votre avis.\n{message}\nCe lien vous est personnel et sert une fois, jusqu’au {until} :\n{link}\n\n' +
    'Il n’y a pas de compte à créer. Vous ne verrez que ce projet.\n',
});
