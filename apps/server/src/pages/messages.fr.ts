import { catalogue } from '@rebond/ui';

/** Words of the pages that every public service owes. The operator is invented: whoever runs the portal names itself. */
export const t = catalogue({
  'operator.note':
    'L’exploitant nommé sur cette page est inventé, comme les territoires de la démonstration. Qui met Rebond en service y met son nom, ses adresses et ses durées.',
  'operator.noteTitle': 'Ce que cette page a de provisoire',
  'operator.name': 'Agence des territoires productifs (organisme inventé)',
  'operator.mail': 'portail@rebond.example',

  'accessibility.title': 'Déclaration d’accessibilité',
  'accessibility.lead':
    'L’accessibilité de ce portail a été vérifiée par ses auteurs, au moyen d’essais automatiques. Ni auditeur indépendant, ni personne handicapée ne l’a encore éprouvée.',
  'accessibility.state': 'État de conformité',
  'accessibility.stateText':
    'Le portail vise le RGAA 4.1, niveau double A. Faute d’audit complet, il est déclaré partiellement conforme : aucun taux de conformité n’est annoncé. Ce qui suit dit exactement ce que les essais regardent à chaque version, dans Chromium ; un défaut les fait échouer.',
  'accessibility.checked': 'Ce qui est vérifié à chaque version',
  'accessibility.checkedPages':
    'Toutes les pages, telles qu’elles s’ouvrent pour chaque fonction qui peut les voir : la liste en est tirée du logiciel lui-même, une page nouvelle ne peut y manquer. Deux fonctions à qui une page montre la même structure ne la font regarder qu’une fois.',
  'accessibility.checkedStates':
    'Les états par lesquels passent les parcours joués : champs refusés, confirmations, choix, messages, liens à usage unique.',
  'accessibility.checkedAxe':
    'Sur chacune de ces pages : les règles d’axe-core, et ses règles de contraste une seconde fois en couleurs sombres ; la langue, un seul titre de premier niveau, et un titre de fenêtre que ne porte aucune autre page de la même fonction.',
  'accessibility.checkedZoom':
    'Sur chacune aussi : la fenêtre d’un écran de 1280 × 1024 pixels agrandi à 400 %. Sauf les tableaux larges, qui défilent dans leur cadre, rien n’y demande de défilement horizontal, et rien n’y reste devant la moitié de l’écran.',
  'accessibility.checkedStill':
    'Rien ne se déplace de soi-même pendant qu’une page s’affiche ; dans les parcours, l’effet de chaque clic et de chaque touche est à l’écran en 200 millisecondes au plus.',
  'accessibility.checkedKeyboard':
    'Des parcours joués au clavier seul : se connecter ; ouvrir, remplir et déposer une candidature, un fichier compris ; trouver un dossier et l’ouvrir. À chaque arrêt de la touche de tabulation, on voit où est le focus.',
  'accessibility.checkedScripts':
    'Le dépôt d’une candidature et la reprise d’une saisie après la fin d’une session, joués sans JavaScript : le document de chaque étape subit les mêmes contrôles.',
  'accessibility.checkedPrint':
    'L’accusé de réception, la page d’un dossier et la liste des dossiers, imprimés sur une feuille A4 sans qu’un texte y manque ou y soit coupé.',
  'accessibility.unchecked': 'Ce qui n’a pas été vérifié',
  'accessibility.uncheckedPeople':
    'L’usage par des personnes handicapées : aucune n’a encore essayé ce portail, et aucun auditeur ne l’a examiné.',
  'accessibility.uncheckedReaders':
    'Les lecteurs d’écran (NVDA, JAWS, VoiceOver, Orca), la synthèse vocale, les plages braille, la commande vocale, les loupes d’écran.',
  'accessibility.uncheckedBrowsers': 'Les autres navigateurs que Chromium, et les téléphones et tablettes réels.',
  'accessibility.uncheckedCriteria':
    'Ceux des 106 critères du RGAA qu’un programme ne sait pas juger : pertinence des titres, des étiquettes, des liens et des alternatives, ordre de lecture, clarté des messages d’erreur.',
  'accessibility.uncheckedText':
    'L’agrandissement du texte seul à 200 %, et l’espacement du texte choisi par le lecteur (critères 10.4 et 10.12).',
  'accessibility.uncheckedCharts':
    'Les cartes et les graphiques, au-delà de leurs contrastes : ils ont leurs chiffres en tableau, et des trames en plus des couleurs, mais personne d’autre que leurs auteurs ne les a lus ainsi.',
  'accessibility.uncheckedPdf': 'Les PDF produits par le portail, au regard de PDF/UA, et les courriels qu’il envoie.',
  'accessibility.uncheckedFiles': 'Les documents déposés par les utilisateurs, tels qu’ils les ont faits.',
  'accessibility.uncheckedState':
    'Le portail aux couleurs de l’État : les essais portent sur ses feuilles de style propres.',
  'accessibility.report': 'Dire un défaut',
  'accessibility.reportText':
    'Écrivez à {mail} : la page, ce que vous vouliez faire, ce qui a manqué. Une autre façon d’obtenir l’information ou de faire la démarche vous sera proposée.',
  'accessibility.remedy': 'Voie de recours',
  'accessibility.remedyText':
    'Si un défaut qui vous empêche d’accéder à un contenu ou à une démarche n’est pas corrigé après votre signalement, vous pouvez saisir le Défenseur des droits :',
  'accessibility.remedyLink': 'formulaire du Défenseur des droits',

  'legal.title': 'Mentions légales',
  'legal.lead': 'Qui édite ce portail, qui l’héberge, sous quelles licences.',
  'legal.publisher': 'Éditeur',
  'legal.director': 'Direction de la publication',
  'legal.directorText': 'La direction de l’éditeur (à nommer par l’exploitant).',
  'legal.host': 'Hébergement',
  'legal.hostText': 'Les serveurs de l’exploitant (à nommer par lui, avec leur adresse).',
  'legal.contact': 'Contact',
  'legal.software': 'Logiciel et données',
  'legal.softwareText': 'Le logiciel, Rebond, est libre : licence EUPL 1.2.',
  'legal.font': 'Police de caractères : Public Sans, licence SIL Open Font 1.1.',
  'legal.map': 'Carte des départements : MapSVG et Victor Cazanave, licence CC BY 4.0, simplifiée pour ce portail.',
  'legal.territories':
    'Régions, départements, intercommunalités et communes : Insee et data.gouv.fr, Licence Ouverte 2.0.',
  'legal.state':
    'Les pages ne portent la marque de l’État et son système de design que là où un exploitant habilité les a lui-même installés.',

  'privacy.title': 'Données personnelles',
  'privacy.lead': 'Ce que le portail sait de vous, pourquoi, combien de temps, et ce que vous pouvez demander.',
  'privacy.controller': 'Responsable du traitement',
  'privacy.purpose': 'Pourquoi ces données',
  'privacy.purposeText':
    'Conduire un appel à manifestation d’intérêt : recevoir les candidatures, les instruire, décider, suivre la mission et les financements, en rendre compte. C’est une mission d’intérêt public (article 6, paragraphe 1, point e du RGPD).',
  'privacy.what': 'Lesquelles',
  'privacy.whatIdentity': 'Nom, adresse électronique professionnelle, fonction et organisme de qui a un compte.',
  'privacy.whatActs':
    'Ce que chacun a fait sur un dossier, et quand : c’est le journal d’audit, qui prouve la régularité de la procédure.',
  'privacy.whatContents': 'Ce que les candidatures, messages, entretiens et documents disent des personnes.',
  'privacy.whatSessions': 'Les connexions : instant, et moyen employé.',
  'privacy.who': 'Qui les lit',
  'privacy.whoText':
    'Chacun ne lit que les dossiers de sa fonction ; la base de données elle-même applique cette règle. Les candidatures ne sont montrées ni à d’autres candidats ni au public ; les lauréats le sont par leur territoire.',
  'privacy.howLong': 'Combien de temps',
  'privacy.howLongText':
    'Le temps de l’appel et de son contrôle, que fixe l’exploitant. Le journal d’audit ne s’efface pas dans l’intervalle : il ne prouverait plus rien.',
  'privacy.cookies': 'Cookies',
  'privacy.cookiesText':
    'Seulement ceux sans lesquels rien ne marcherait : la session, et le message d’une page à la suivante. Aucune mesure d’audience, aucun contenu d’un autre site.',
  'privacy.rights': 'Vos droits',
  'privacy.rightsText':
    'Accès, rectification, limitation, opposition : écrivez à {mail}. Vous pouvez aussi adresser une réclamation à la CNIL :',
  'privacy.rightsLink': 'plaintes en ligne, cnil.fr',
});
