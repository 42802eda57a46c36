import { catalogue } from '@rebond/ui';

/** Words of the papers to sign. They are proposals: each assembly writes its own. */
export const t = catalogue({
  'deliberation.title': 'Projet de délibération : candidature à l’appel « {call} »',
  'deliberation.footer': 'Projet à compléter, établi le {date} pour l’appel « {call} »',
  'deliberation.purpose':
    'Candidature à l’appel à manifestation d’intérêt « {call} » ({wave}), portée par {lead}, pour le périmètre suivant : {names}.',
  'deliberation.law':
    'Vu le code général des collectivités territoriales, et les statuts de l’établissement, notamment sa compétence en matière de développement économique ;',
  'deliberation.call': 'Vu le cahier des charges de l’appel « {call} » ;',
  'deliberation.offer':
    'Considérant que les territoires retenus bénéficient d’une mission d’ingénierie de {days} jours-hommes prise en charge, puis d’une enveloppe d’investissement comprise entre {min} et {max}, tous financeurs réunis ;',
  'deliberation.consortium':
    'Considérant l’intérêt d’une candidature commune de {names}, dont {lead} est le chef de file ;',
  'deliberation.decideLead':
    'La candidature à l’appel « {call} » ({wave}) est approuvée, pour le périmètre de {names}.',
  'deliberation.decideMember':
    '{body} participe à la candidature à l’appel « {call} » ({wave}), portée par {lead} pour le périmètre de {names}.',
  'deliberation.decideGovernance':
    'L’établissement s’engage, si le territoire est retenu, à prendre part au comité de pilotage, à suivre la mission d’ingénierie et à rendre compte de ses résultats.',
  'deliberation.decideSign':
    'Le président ou la présidente est autorisé à déposer la candidature et à signer tout acte qui s’y rapporte.',
  'deliberation.decideMandate':
    '{lead} est mandaté pour déposer la candidature au nom du groupement ; le président ou la présidente signe tout acte qui s’y rapporte.',
  'deliberation.notice':
    'Ce projet est proposé à partir des informations de la candidature. Il n’engage pas l’établissement ; son assemblée en arrête le texte. Acte soumis à l’obligation de transmission au représentant de l’État ; il peut être contesté devant le tribunal administratif dans les deux mois de sa publication.',
  'receipt.title': 'Accusé de réception n° {number}',
  'receipt.footer': '{call} – accusé de réception n° {number}',
  'receipt.localTime': '{at}, à l’heure du territoire',
  'receipt.digest': 'Empreinte SHA-256 du dossier déposé : {digest}',
  'file.title': 'Dossier de candidature – {territory}',
  'file.footer': '{call}, état du {at}',
  'file.call': '{call} – {wave}',
  'file.draft': 'Brouillon, non déposé. Ce document ne vaut pas dépôt.',
  'file.deposited': 'Candidature déposée le {at}.',
  'file.cutoff': 'Clôture de la relève',
  'file.parisTime': '{at} (heure de Paris)',
  'file.receipt': 'Accusé de réception',
  'file.notDeposited': 'aucun : pas encore déposée',
  'file.departement': 'Département du préfet compétent',
  'file.facts': 'La candidature',
  'file.perimeter': 'Périmètre',
  'file.name': 'Intercommunalité',
  'file.siren': 'SIREN',
  'file.population': 'Habitants',
  'file.leadOf': '{name}, chef de file',
  'file.noAnswer': 'Sans réponse',
  'file.lacking': 'Ce qui manque encore',
  'file.promised': 'Pièces promises',
  'file.promisedBy': '{name}, au plus tard le {date}',
  'file.signature': 'Signature',
  'file.signatory': 'Pour le chef de file',
  'file.declaration':
    'Le signataire atteste l’exactitude des informations de cette candidature, présentée au nom de {territory}.',
  'file.digest': 'Empreinte du dernier dépôt (SHA-256) : {digest}',
});
