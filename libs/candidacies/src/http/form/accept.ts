import { byLanguage, say } from '@rebond/kernel';
import { formatBytes } from '@rebond/ui';
import { limitOf, type FileField } from '../../application/documents/authorise-upload.js';

/** Extensions under which the media types that a call may accept are known to people. */
const EXTENSIONS: Readonly<Record<FileField['accept'][number], readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
};

/** As the `accept` attribute of a choice of files. */
export const acceptOf = (field: FileField): string =>
  field.accept.flatMap((type) => EXTENSIONS[type].map((one) => `.${one}`)).join(',');

const choice = byLanguage((name) => new Intl.ListFormat([name, 'fr'], { type: 'disjunction' }));

/** « PDF ou ODS, 10 Mo au plus. » */
export function formatsText(field: FileField): string {
  const names = field.accept.map((type) => (EXTENSIONS[type][0] ?? type).toUpperCase());
  const list = choice().format(names);
  const count = field.maxFiles > 1 ? say`, ${String(field.maxFiles)} fichiers au plus` : '';
  return say`${list}, ${formatBytes(limitOf(field))} au plus${count}.`;
}
