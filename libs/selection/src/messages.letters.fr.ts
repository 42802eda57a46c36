import { catalogue } from '@rebond/ui';

/** What letters say around the texts of their call. */
export const t = catalogue({
  'letter.subject': 'Objet : {subject}',
  'letter.recipient': 'À l’attention de l’exécutif de',
  'letter.date': 'Le {date}',
  'letter.number': 'Décision n°',
  'letter.noNumber': 'à attribuer',
  'letter.candidacy': 'Candidature n°',
  'letter.grounds': 'Vu :',
  'letter.draft': 'PROJET – ce courrier n’engage pas : la liste n’est pas validée.',
  'letter.unsigned': 'Signature à venir',
  'letter.byDelegation': 'par délégation',
  'letter.footer': 'Décision n° {number} – candidature n° {reference}',
  'letter.filename': 'decision-{number}-{reference}.pdf',
  'letter.filed': 'Le courrier de décision, daté et numéroté, est dans votre dossier :',
  'letter.preview': 'Aperçu du courrier',
  'letter.read': 'Courrier',
  'progress.title': 'Établissement des courriers',
  'progress.lead': 'La liste sera arrêtée dès que tous ses courriers seront établis.',
  'progress.done': '{made} courriers établis sur {total}',
  'progress.continue': 'Continuer',
});
