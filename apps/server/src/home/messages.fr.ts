import { catalogue } from '@rebond/ui';

/** Words of the first page. */
export const t = catalogue({
  'home.title': 'Rebond, l’appel aux territoires industriels',
  'home.heading': 'Rebond industriel',
  'home.lead':
    'Un appel à manifestation d’intérêt pour les territoires dont l’industrie change : une mission d’ingénierie, puis une enveloppe pour les projets.',
  'home.next': 'Prochaine clôture',
  'home.nextUpcoming': 'Prochaine ouverture',
  'home.none': 'Aucune relève n’est annoncée pour le moment.',
  'home.start': 'Voir la relève et candidater',
  'home.allWaves': 'Toutes les relèves',
  'home.steps': 'Comment cela se passe',
  'home.step1': 'Candidater',
  'home.step1Text':
    'Une intercommunalité, seule ou en groupement, remplit son dossier en ligne, à plusieurs, et le dépose avant la clôture.',
  'home.step2': 'Être examiné',
  'home.step2Text':
    'Le service vérifie la recevabilité, demande les avis de la préfecture et de la Région, puis les candidatures sont notées sur une grille publique.',
  'home.step3': 'Détecter des projets',
  'home.step3Text':
    'Chez les lauréats, des cabinets rencontrent les entreprises pendant trois mois environ et préparent une feuille de route.',
  'home.step4': 'Investir',
  'home.step4Text':
    'Les projets s’orientent vers les aides existantes ; une enveloppe finance ceux qui restent, sous le regard des comités de pilotage.',
  'home.who': 'Qui fait quoi',
  'home.whoCaption': 'Rôle de chacun dans le programme',
  'home.actor': 'Acteur',
  'home.does': 'Ce qu’il fait',
  'home.territories': 'Intercommunalités',
  'home.territoriesDo': 'déposent la candidature, conduisent la feuille de route, cofinancent',
  'home.office': 'Bureau du programme',
  'home.officeDo': 'ouvre les relèves, prépare et annonce les décisions',
  'home.bdt': 'Banque des Territoires',
  'home.bdtDo': 'instruit les dossiers et suit la mission d’ingénierie',
  'home.state': 'Préfectures et Régions',
  'home.stateDo': 'donnent leur avis et siègent aux comités',
  'home.bpifrance': 'Bpifrance',
  'home.bpifranceDo': 'instruit les projets orientés vers l’enveloppe',
  'home.firms': 'Cabinets',
  'home.firmsDo': 'mènent les entretiens et décrivent les projets',
  'home.figures': 'Les lauréats en chiffres',
  'home.laureates': 'Liste des lauréats',
  'home.questions': 'Questions et réponses',
});
