import { catalogue } from '@rebond/ui';

/** Words of the mails that the correspondence of a case sends. */
export const t = catalogue({
  'mail.message.subject': 'Nouveau message – {territory}',
  'mail.message.text':
    '{author} ({title}, {organisation}) vous écrit au sujet de la candidature de {territory} :\n\n{text}\n{files}\n{how}\nLe dossier et tous les messages : {link}\n',
  'mail.message.files': '\nFichiers joints, à lire sur le portail :\n{list}\n',
  'mail.message.byMail': 'Pour répondre, répondez simplement à ce courriel : votre réponse rejoint le dossier.',
  'mail.message.onPortal': 'Pour répondre, ouvrez le dossier sur le portail.',
  'mail.approval.subject': 'Votre accord est demandé – candidature de {territory}',
  'mail.approval.text':
    '{name},\n\n{asker} vous demande votre accord sur la candidature de {territory} avant son dépôt.\n{note}\nLisez le dossier, puis donnez votre accord ou renvoyez-le avec vos remarques, sans compte ni mot de passe :\n{url}\n\nCe lien ne sert qu’une fois. Il expire le {until}.\n',
  'mail.approval.note': '\n{note}\n',
  'mail.approved.subject': 'Accord donné – candidature de {territory}',
  'mail.returned.subject': 'Dossier renvoyé – candidature de {territory}',
  'mail.answered.text':
    '{approver} ({title}) a répondu à votre demande d’accord sur la candidature de {territory} : {outcome}.\n{comment}\nLe dossier : {link}\n',
  'mail.perimeter-joined.subject': 'Votre intercommunalité rejoint une candidature – {lead}',
  'mail.perimeter-joined.text':
    '{name},\n\n{lead}, chef de file, a fait entrer {organisation} dans le périmètre de sa candidature : {territory}.\nVous lisez et remplissez le dossier avec elle ; elle seule le dépose.\n\nLe dossier : {link}\n',
  'mail.perimeter-left.subject': 'Votre intercommunalité quitte une candidature – {lead}',
  'mail.perimeter-left.text':
    '{name},\n\n{lead}, chef de file, a retiré {organisation} du périmètre de sa candidature. Vous n’avez plus accès au dossier ; les pièces que vous y avez données y restent, et ne comptent plus.\nPour toute question, adressez-vous au chef de file.\n',
  'mail.answered.approved': 'accord donné',
  'mail.answered.returned': 'à revoir',
  'admissibility.subject': '{reference} : recevabilité à prononcer au plus tard le {day}',
  'admissibility.text':
    'Bonjour,\n\nLa recevabilité de la candidature de {territory} à l’appel {call} n’est pas prononcée. Passé le {day}, un dossier incomplet ne peut plus être signalé comme tel dans le délai : prononcez la recevabilité, ou demandez ce qui manque.\n\n{link}\n',
});
