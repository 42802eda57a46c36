import type { ComponentChild } from 'preact';
import { t } from '../messages.fr.js';
import { fieldId } from './field-frame.js';

export interface Column {
  readonly key: string;
  readonly label: ComponentChild;
  /** Right-aligned, figures of one width. */
  readonly numeric?: boolean | undefined;
  /** Where the list is sorted by this column. */
  readonly sortHref?: string | undefined;
  readonly sorted?: 'ascending' | 'descending' | undefined;
  /** Names the row: the first column when rows have links, none otherwise. */
  readonly rowHeader?: boolean | undefined;
}

export interface Row {
  readonly key: string;
  readonly cells: Readonly<Record<string, ComponentChild>>;
  /** Where the first cell leads. */
  readonly href?: string | undefined;
  /** The row is marked: changed since it was read, late. A cell says so in words. */
  readonly marked?: boolean | undefined;
}

export interface TableProps {
  readonly caption: string;
  /** Said to screen readers only, when a heading just above says the same. */
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** For those who work in it all day. */
  readonly dense?: boolean | undefined;
  /** Shown instead of rows when there are none. */
  readonly empty?: ComponentChild;
}

const HeadCell = ({ column: { label, numeric, sortHref, sorted } }: { readonly column: Column }) => (
  <th scope="col" class={numeric ? 'rb-numeric' : undefined} aria-sort={sorted}>
    {sortHref === undefined ? (
      label
    ) : (
      <a class={`rb-sort${sorted ? ` rb-sort--${sorted}` : ''}`} href={sortHref}>
        {label}
        <span class="fr-sr-only"> {t('table.sort')}</span>
      </a>
    )}
  </th>
);

interface CellProps {
  readonly column: Column;
  readonly row: Row;
  readonly isFirst: boolean;
}

function Cell({ column, row, isFirst }: CellProps) {
  const content = row.cells[column.key] ?? null;
  const linked = isFirst && row.href !== undefined ? <a href={row.href}>{content}</a> : content;
  const look = column.numeric ? 'rb-numeric' : undefined;
  const isHeader = column.rowHeader ?? (isFirst && row.href !== undefined);
  return isHeader ? (
    <th scope="row" class={look}>
      {linked}
    </th>
  ) : (
    <td class={look}>{linked}</td>
  );
}

/** Rows and columns; a table wider than the page scrolls in its own region, which the keyboard reaches. */
export function Table({ caption, captionHidden, columns, rows, dense, empty }: TableProps) {
  const id = `${fieldId(caption)}-legende`;
  return (
    <div class={`fr-table${dense ? ' fr-table--sm' : ''}${captionHidden ? ' fr-table--no-caption' : ''}`}>
      <div class="fr-table__wrapper">
        <div class="fr-table__container">
          <div class="fr-table__content" role="region" aria-labelledby={id} tabIndex={0}>
            <table>
              <caption id={id} class={captionHidden ? 'fr-sr-only' : undefined}>
                {caption}
              </caption>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <HeadCell key={column.key} column={column} />
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.key} class={row.marked ? 'rb-marked' : undefined}>
                    {columns.map((column, rank) => (
                      <Cell key={column.key} column={column} row={row} isFirst={rank === 0} />
                    ))}
                  </tr>
                ))}
                {rows.length === 0 ? (
                  <tr>
                    <td colSpan={columns.length}>{empty ?? t('table.empty')}</td>
                  </tr>
                ) : null}
              </tbody>
            </table>
          </div>
        </div>
      </div>
    </div>
  );
}
