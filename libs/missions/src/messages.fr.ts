import { catalogue } from '@rebond/ui';

/** What the pages of a mission say; the form and import pages of its parts have catalogues of their own. */
export const t = catalogue({
  'consult.mail.subject.status': 'Où en est votre projet « {project} » ?',
  'consult.mail.subject.opinion': 'Votre avis sur le projet « {project} »',
  'consult.mail.body.status':
    'Bonjour,\n\nLe projet « {project} » de {company} est suivi dans la mission « Rebond industriel » de {territory}. ' +
    'Pouvez-vous nous dire où il en est ?\n{message}\nCe lien vous est personnel et sert une fois, jusqu’au {until} :\n{link}\n\n' +
    'Il n’y a pas de compte à créer. Vous ne verrez que ce projet.\n',
  'consult.mail.body.opinion':
    'Bonjour,\n\nLe projet « {project} » de {company} a été repéré par la mission « Rebond industriel » de {territory}. ' +
    'Nous aimerions votre avis.\n{message}\nCe lien vous est personnel et sert une fois, jusqu’au {until} :\n{link}\n\n' +
    'Il n’y a pas de compte à créer. Vous ne verrez que ce projet.\n',
});
