import { language } from '@rebond/kernel';
import { t } from '../messages.fr.js';
import { controlProps, FaultText, fieldId, type FieldProps, groupClass, Hint, Label } from './field-frame.js';

export interface UploadProps extends FieldProps {
  /** As the `accept` attribute: `.pdf,.odt`. */
  readonly accept?: string | undefined;
  /** Largest size of one file, in bytes; told to the reader, and to the script that warns at the choice. */
  readonly maxBytes?: number | undefined;
  readonly multiple?: boolean | undefined;
}

/** « 20 Mo »; megabytes of a million bytes, as browsers and file managers show them. */
export const formatBytes = (bytes: number): string =>
  new Intl.NumberFormat([language(), 'fr'], {
    style: 'unit',
    unit: bytes >= 1_000_000 ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: bytes >= 10_000_000 ? 0 : 1,
  }).format(bytes / (bytes >= 1_000_000 ? 1_000_000 : 1_000));

/** « PDF, ODT » of `.pdf,.odt`; media types are left out, browsers alone read them. */
const formatsOf = (accept: string): string =>
  accept
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one.startsWith('.'))
    .map((one) => one.slice(1).toUpperCase())
    .join(', ');

/** The choice of a file; its form has `files`. */
export function Upload(props: UploadProps) {
  const { name, label, fault, required, accept, maxBytes, multiple } = props;
  const id = props.id ?? fieldId(name);
  const limits = [
    maxBytes === undefined ? '' : t('upload.size', { size: formatBytes(maxBytes) }),
    accept && formatsOf(accept) ? t('upload.formats', { formats: formatsOf(accept) }) : '',
  ]
    .filter(Boolean)
    .join(' ');
  const hint =
    props.hint || limits ? (
      <>
        {props.hint}
        {props.hint && limits ? ' ' : ''}
        {limits}
      </>
    ) : undefined;
  return (
    <div class={groupClass('fr-upload-group', fault)}>
      <Label id={id} label={label} required={required} />
      <Hint id={id} hint={hint} />
      <input
        class="fr-upload"
        type="file"
        accept={accept}
        multiple={multiple ?? false}
        data-max-bytes={maxBytes}
        {...controlProps(id, { ...props, hint })}
      />
      <FaultText id={id} fault={fault} />
    </div>
  );
}
