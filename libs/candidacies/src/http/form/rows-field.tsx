import { answerOf, visibleRowFields, type RepeatedField, type Row } from '@rebond/calls';
import { Button, faultAt, fieldId } from '@rebond/ui';
import { rowsOf } from '../../application/form/typed-values.js';
import { t } from '../../messages.form.fr.js';
import { AnswerField } from './answer-field.js';
import { hintOf } from './hints.js';
import type { FieldsView } from './section-view.js';

interface RowProps {
  readonly view: FieldsView;
  readonly block: RepeatedField;
  readonly row: Row;
  readonly n: number;
}

function RowFields({ view, block, row, n }: RowProps) {
  const id = String(row.id);
  const visible = new Set(visibleRowFields(view.state.definition, view.answers, block, row).map(({ key }) => key));
  const title = t('rows.removeRow', { row: block.rowLabel, n });
  return (
    <fieldset class="rb-row" data-row={id} id={fieldId(`${block.key}/${id}`)}>
      <legend class="rb-row__title">{title}</legend>
      <input type="hidden" name={`${block.key}[${id}][id]`} value={id} />
      {block.fields.map((field) => (
        <div
          key={field.key}
          class="rb-answer"
          data-cell={field.key}
          data-type={field.type}
          data-show-if={field.showIf ? JSON.stringify(field.showIf) : undefined}
          data-value={field.type === 'file' ? JSON.stringify(answerOf(row, field.key) ?? null) : undefined}
          hidden={!visible.has(field.key)}
        >
          <AnswerField
            view={view}
            field={field}
            name={`${block.key}[${id}][${field.key}]`}
            place={`${block.key}/${id}/${field.key}`}
            value={answerOf(row, field.key)}
            fault={faultAt(view.faults, `/${block.key}/${id}/${field.key}`)}
          />
        </div>
      ))}
      <Button kind="tertiary" small icon="delete-line" name="_act" value={`remove:${block.key}:${id}`}>
        {t('rows.remove')}
        <span class="fr-sr-only"> {title}</span>
      </Button>
    </fieldset>
  );
}

/** A repeated block: its rows, each with its stable identifier, and the buttons that add and remove them. */
export function RowsField({
  view,
  block,
  value,
}: {
  readonly view: FieldsView;
  readonly block: RepeatedField;
  readonly value: unknown;
}) {
  const rows = rowsOf(value);
  const id = fieldId(block.key);
  const fault = faultAt(view.faults, `/${block.key}`);
  const hint = hintOf(view.state, block);
  return (
    <fieldset class={`rb-rows${fault ? ' rb-rows--error' : ''}`} aria-labelledby={`${id}-legende`}>
      <legend class="rb-rows__title" id={`${id}-legende`}>
        {block.label}
        {block.requirement === 'blocking' ? <span class="rb-required"> ({t('field.required')})</span> : null}
        {hint ? <span class="fr-hint-text">{hint}</span> : null}
      </legend>
      <div data-rows={block.key} data-row-label={block.rowLabel}>
        {rows.map((row, i) => (
          <RowFields key={String(row.id)} view={view} block={block} row={row} n={i + 1} />
        ))}
      </div>
      {rows.length === 0 ? (
        <p class="fr-hint-text" data-no-row>
          {t('rows.none')}
        </p>
      ) : null}
      {fault ? <p class="fr-error-text">{fault}</p> : null}
      <Button
        kind="secondary"
        icon="add-line"
        name="_act"
        value={`add:${block.key}`}
        id={id}
        disabled={rows.length >= block.max}
      >
        {t('rows.add', { row: block.rowLabel })}
      </Button>
    </fieldset>
  );
}
