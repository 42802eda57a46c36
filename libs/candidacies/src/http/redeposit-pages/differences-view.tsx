import { formFields, type CallDefinition, type FormField } from '@rebond/calls';
import { Badge, type BadgeKind, Table, Time } from '@rebond/ui';
import { answerLines, type Names } from '../../application/form/answer-text.js';
import type { Differences } from '../../application/redeposit/compare.js';
import type { Change, FieldDifference } from '../../application/redeposit/difference.js';
import { t } from '../../messages.case.fr.js';

export interface DifferencesViewProps {
  readonly differences: Differences;
  readonly definition: CallDefinition;
  readonly names: Names;
}

const KINDS: Readonly<Record<Change, BadgeKind>> = { added: 'success', removed: 'warning', changed: 'info' };

const Lines = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.length === 0 ? (
    <span class="fr-hint-text">{t('differences.nothing')}</span>
  ) : lines.length === 1 ? (
    <span class="rb-prose">{lines[0]}</span>
  ) : (
    <ul class="rb-plain-list">
      {lines.map((line, i) => (
        <li key={i}>{line}</li>
      ))}
    </ul>
  );

function linesOf(field: FormField | undefined, value: unknown, names: Names): readonly string[] {
  if (field === undefined) return value === null || value === undefined ? [] : [JSON.stringify(value)];
  if (field.type === 'repeated') return Array.isArray(value) ? [t('differences.rows', { count: value.length })] : [];
  return answerLines(field, value, names);
}

const RowChanges = ({ rows }: { readonly rows: NonNullable<FieldDifference['rows']> }) => (
  <ul class="rb-plain-list">
    {rows.map(({ id, change, fields }) => (
      <li key={id}>
        {t(`differences.row.${change}`)} {change === 'changed' ? t('differences.cells', { count: fields.length }) : ''}
      </li>
    ))}
  </ul>
);

const sideOf = ({ deposit, at }: Differences['from']) => (
  <>
    {deposit === null ? t('differences.now') : t('differences.deposit', { n: deposit })}
    {at === null ? null : (
      <>
        {' '}
        (<Time at={at} />)
      </>
    )}
  </>
);

/** Two states of a file side by side, field by field. */
export const DifferencesView = ({
  differences: { from, to, perimeter, fields },
  definition,
  names,
}: DifferencesViewProps) => {
  const known = formFields(definition);
  const nameOf = (siren: string): string => names.bodies.get(siren) ?? siren;
  return (
    <>
      <p>
        {t('differences.from')} {sideOf(from)} – {t('differences.to')} {sideOf(to)}
      </p>
      {perimeter.added.length + perimeter.removed.length === 0 ? null : (
        <ul>
          {perimeter.added.map((siren) => (
            <li key={siren}>{t('differences.joined', { name: nameOf(siren) })}</li>
          ))}
          {perimeter.removed.map((siren) => (
            <li key={siren}>{t('differences.left', { name: nameOf(siren) })}</li>
          ))}
        </ul>
      )}
      {fields.length === 0 ? (
        <p>{t('differences.none')}</p>
      ) : (
        <Table
          caption={t('differences.caption', { count: fields.length })}
          columns={[
            { key: 'label', label: t('differences.field'), rowHeader: true },
            { key: 'change', label: t('differences.change') },
            { key: 'before', label: t('differences.before') },
            { key: 'after', label: t('differences.after') },
          ]}
          rows={fields.map(({ key, label, change, before, after, rows }) => ({
            key,
            cells: {
              label,
              change: <Badge kind={KINDS[change]}>{t(`differences.${change}`)}</Badge>,
              before: <Lines lines={linesOf(known.get(key)?.field, before, names)} />,
              after: (
                <>
                  <Lines lines={linesOf(known.get(key)?.field, after, names)} />
                  {rows && rows.length > 0 ? <RowChanges rows={rows} /> : null}
                </>
              ),
            },
          }))}
        />
      )}
    </>
  );
};
