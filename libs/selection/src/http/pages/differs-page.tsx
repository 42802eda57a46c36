import type { Fault } from '@rebond/kernel';
import { Button, ErrorSummary, faultAt, Form, TextArea } from '@rebond/ui';
import type { LineView, ListWithLinesView } from '../../application/read/present.js';
import { t } from '../../messages.fr.js';
import { LineFields } from './line-fields.js';
import { rowOf, typedText, type TypedRow } from './rows-form.js';
import type { WaveName } from './waves.js';

export interface DiffersPageProps {
  readonly list: ListWithLinesView;
  readonly territories: ReadonlyMap<string, string>;
  readonly later: readonly WaveName[];
  readonly csrf: string | null;
  readonly once: string;
  readonly faults: readonly Fault[];
  readonly refusal: string | null;
  /** Null the first time. */
  readonly typed: readonly TypedRow[] | null;
}

/** The lines as they are proposed, to be corrected, each with the reason of its difference. */
export const DiffersPage = (props: DiffersPageProps) => (
  <>
    <ErrorSummary
      faults={props.faults.map((fault) => (fault.pointer === '/differences' ? { ...fault, pointer: '' } : fault))}
      {...(props.faults.length === 0 && props.refusal !== null ? { title: props.refusal } : {})}
    />
    <Form
      action={`/selection/${props.list.id}/differences`}
      csrf={props.csrf}
      version={props.list.version}
      once={props.once}
    >
      {props.list.lines.map((line, i) => (
        <Line key={line.candidacyId} line={line} i={i} {...props} />
      ))}
      <Button>{t('differ.submit')}</Button>
    </Form>
  </>
);

const Line = ({
  line,
  i,
  typed,
  territories,
  ...props
}: DiffersPageProps & { readonly line: LineView; readonly i: number }) => {
  const name = (field: string): string => `rows[${String(i)}][${field}]`;
  const row = typed?.find(({ candidacyId }) => candidacyId === line.candidacyId);
  return (
    <fieldset class="rb-line">
      <legend class="fr-h6">{territories.get(line.candidacyId) ?? t('list.hidden')}</legend>
      <input type="hidden" name={name('candidacyId')} value={line.candidacyId} />
      <LineFields
        i={i}
        valueOf={(field) => typedText(row ?? rowOf(line), field)}
        faults={props.faults}
        later={props.later}
      />
      <TextArea
        name={name('reason')}
        label={t('difference.reason')}
        hint={t('difference.reasonHint')}
        rows={2}
        value={typedText(row, 'reason')}
        fault={faultAt(props.faults, `/rows/${String(i)}/reason`)}
      />
    </fieldset>
  );
};
