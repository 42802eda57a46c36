import { catalogue } from '@rebond/ui';

export const t = catalogue({
  'mine.title': 'Mes relectures',
  'mine.lead':
    'Chaque relecture est indépendante : vous lisez celles des autres relecteurs d’une candidature une fois la vôtre remise.',
  'mine.empty': 'Aucune relecture ne vous est demandée.',
  'mine.territory': 'Candidature',
  'mine.wave': 'Relève',
  'mine.due': 'À rendre avant',
  'mine.status': 'État',
  'status.late': 'En retard',
  'status.todo': 'À commencer',
  'status.begun': 'Commencée',
  'status.submitted': 'Remise',
  'expertise.title': 'Ce que je connais',
  'expertise.lead':
    'L’affectation de cette relève tient compte de ces sujets et régions. Vos charges sont fixées par le pilotage du programme.',
  'expertise.save': 'Enregistrer',
  'expertise.saved': 'Vos sujets et régions sont enregistrés.',
  'expertise.link': 'Déclarer ce que je connais pour la {wave}',
  'form.title': 'Relecture de {territory}',
  'form.case': 'Lire le dossier',
  'form.due': 'À rendre avant le {at}.',
  'form.comment': 'Ce que vous avez constaté',
  'form.summary': 'Synthèse',
  'form.summaryHint': 'Facultative : ce que le comité doit retenir.',
  'form.weight': 'poids {weight} %',
  'form.level': '{score} – {label}',
  'form.save': 'Enregistrer le brouillon',
  'form.submit': 'Remettre la relecture',
  'form.submitHint': 'Une relecture remise ne change plus.',
  'form.saved': 'Le brouillon est enregistré.',
  'form.submitted': 'La relecture est remise.',
  'form.noScore': 'sans niveau',
  'review.score': '{score} sur 100',
  'review.by': 'Relecture de {signed}',
  'others.title': 'Les autres relectures',
  'others.none': 'Aucune autre relecture n’est encore remise.',
  'case.panel': 'Relectures',
  'case.title': 'Relectures',
  'case.none': 'Aucune relecture à lire.',
  'case.noneYet':
    'Les relectures remises paraissent ici ; celles des autres vous restent cachées tant que la vôtre n’est pas remise.',
  'case.mean': 'Moyenne : {mean} sur 100, écart de {spread}.',
  'case.divergent': 'Relectures divergentes',
  'case.divergentText':
    'Les totaux s’écartent de {spread} points{criteria, select, none {} other {, et les niveaux de : {criteria}}}. Une troisième lecture ou un échange est utile avant le comité.',
  'timeline.asked':
    'Relectures demandées à {n, plural, one {# relecteur} other {# relecteurs}}, à rendre avant le {at}.',
  'timeline.submitted': 'Une relecture est remise.',
  'timeline.reassigned':
    'Une relecture est confiée à une autre personne ({reason, select, late {retard} recused {déport} other {indisponibilité}}).',
});
