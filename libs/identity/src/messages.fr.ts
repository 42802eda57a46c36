import { catalogue } from '@rebond/ui';

export const t = catalogue({
  'menu.myCandidacies': 'Mes candidatures',
  'menu.worklist': 'Dossiers',
  'menu.missions': 'Mes missions',
  'menu.programme': 'Bureau du programme',
  'menu.audit': 'Audit',
  'menu.waves': 'Relèves',
  'demo.title': 'Choisir une fonction',
  'demo.lead': 'Démonstration : entrez dans le portail à la place d’une de ces personnes inventées.',
  'demo.enter': 'Entrer',
  'invitation.subject': 'Rebond : votre accès au portail ({organisation})',
  'invitation.text':
    'Bonjour {name},\n\nUne fonction vous est confiée sur le portail Rebond : {title}, {organisation}.\n\n' +
    'Pour y entrer, ouvrez ce lien, puis confirmez :\n{url}\n\n' +
    'Il sert une fois, jusqu’au {until}. Ensuite, vous vous connecterez avec votre adresse électronique. ' +
    'Ne le transmettez à personne : il ouvre l’accès en votre nom.\n',
  'invitation.title': 'Votre accès au portail',
  'invitation.lead': 'Une fonction vous est confiée : {title}, {organisation}.',
  'invitation.hint': 'Cette invitation a été envoyée à {email}. Elle ouvre l’accès en votre nom, une seule fois.',
  'invitation.accept': 'Entrer dans le portail',
  'invitation.welcome': 'Bienvenue. Vous êtes connecté.',
  'link.closed': 'Lien sans effet',
  'link.unknown': 'Ce lien n’est pas valable : il est incomplet, ou a été remplacé par un autre.',
  'link.closedHint': 'Si vous devez encore répondre, demandez un nouveau lien à la personne qui vous l’a envoyé.',
});
