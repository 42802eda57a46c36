import { catalogue } from '@rebond/ui';

/** Words about archives of cases. */
export const t = catalogue({
  'timeline.exported': 'Archive du dossier remise, avec son contrôle.',
  'page.title': 'Archive',
  'page.lead':
    'Le dossier tel que vous pouvez le voir, en un seul fichier ZIP : formulaires figés, pièces, échanges, et ce que votre fonction ouvre de l’instruction, de la décision et du journal. Cet acte est inscrit au journal.',
  'page.check':
    'L’archive se contrôle hors ligne, sans ce portail : son fichier LISEZMOI.txt dit comment. Notez l’empreinte de son manifeste, ci-dessous une fois l’archive remise : elle vaut pour toute l’archive.',
  'page.download': 'Télécharger l’archive (ZIP)',
  'page.taken': 'Archives remises',
  'page.none': 'Aucune pour l’instant, parmi celles que vous pouvez voir.',
  'page.caption': 'Archives remises, la plus récente d’abord',
  'page.at': 'Remise le',
  'page.manifest': 'Empreinte SHA-256 du manifeste',
});
