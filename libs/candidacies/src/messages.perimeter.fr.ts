import { catalogue } from '@rebond/ui';

/** Words of the page that changes the perimeter of a candidacy. */
export const t = catalogue({
  title: 'Changer le périmètre',
  lead: 'Le chef de file ajoute ou retire des intercommunalités jusqu’à la clôture. Lui-même reste dans le périmètre.',
  atNextDeposit:
    'Votre dépôt reste valable avec son périmètre : le changement prendra effet si vous déposez de nouveau avant la clôture.',
  leadEpci: 'Chef de file',
  members: 'Autres intercommunalités du périmètre',
  membersHelp: 'Décochez celles qui partent ; cherchez celles qui arrivent et cochez-les.',
  review: 'Voir ce que le changement entraîne',
  cancel: 'Ne rien changer',

  check: 'Vérifier le changement',
  joined: 'Arrivent',
  left: 'Partent',
  nobody: 'Aucune intercommunalité',
  after: 'Périmètre ensuite',
  consequences: 'Ce que cela entraîne',
  'access.joined':
    '{count, plural, one {Les personnes de l’intercommunalité qui arrive} other {Les personnes des intercommunalités qui arrivent}} liront et rempliront le dossier avec vous.',
  'access.left':
    '{count, plural, =0 {Les intercommunalités qui partent perdent l’accès au dossier.} other {Perdent l’accès au dossier : {people}.}}',
  asked: 'À fournir aussi pour chaque intercommunalité qui arrive : {pieces}.',
  kept: 'Les pièces d’une intercommunalité qui part restent au dossier sans plus compter, et comptent de nouveau si elle revient.',
  naming: 'À corriger ensuite, car ces réponses nomment une intercommunalité qui part : {fields}.',
  'when.now': 'Le changement prend effet tout de suite.',
  departement: 'Département du préfet compétent',
  departementHelp: 'Le périmètre s’étend sur plusieurs départements : lequel suit le dossier ?',
  regions: 'Régions associées',
  regionsHelp: 'Chacune est consultée et lit le dossier déposé.',
  regionsNeeded: 'Choisissez au moins une région.',
  confirm: 'Changer le périmètre',
  back: 'Revenir au choix',

  changed: 'Périmètre changé.',
  prepared: 'Changement préparé : déposez de nouveau pour qu’il prenne effet.',
  preparedHint: 'Un changement est préparé pour le prochain dépôt ; celui qui compte garde son périmètre.',
  change: 'Changer le périmètre',
});
