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
  /** As wide as what it holds, on one line: dates, codes, states. */
  readonly narrow?: boolean | undefined;
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
  /**
   * Rows are cards where there is little room, each cell with the name of its column, instead of a table that is moved
   * sideways: as soon as there are three columns, unless said otherwise.
   */
  readonly stacked?: boolean | undefined;
  /** Shown instead of rows when there are none. */
  readonly empty?: ComponentChild;
}

const lookOf = ({ numeric, narrow }: Column): string | undefined =>
  [numeric ? 'rb-numeric' : '', narrow ? 'rb-fit' : ''].filter(Boolean).join(' ') || undefined;

const HeadCell = ({ column, stacked }: { readonly column: Column; readonly stacked: boolean }) => {
  const { label, sortHref, sorted } = column;
  return (
    <th scope="col" class={lookOf(column)} aria-sort={sorted} role={stacked ? 'columnheader' : undefined}>
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
};

interface CellProps {
  readonly column: Column;
  readonly row: Row;
  readonly isFirst: boolean;
  readonly stacked: boolean;
}

function Cell({ column, row, isFirst, stacked }: CellProps) {
  const content = row.cells[column.key] ?? null;
  const linked = isFirst && row.href !== undefined ? <a href={row.href}>{content}</a> : content;
  const look = lookOf(column);
  const isHeader = column.rowHeader ?? (isFirst && row.href !== undefined);
  const label = stacked && typeof column.label === 'string' ? column.label : undefined;
  return isHeader ? (
    <th
      scope="row"
      class={look}
      role={stacked ? 'rowheader' : undefined}
      // A number alone would name nothing.
      data-label={column.numeric ? label : undefined}
    >
      {linked}
    </th>
  ) : (
    <td class={look} role={stacked ? 'cell' : undefined} data-label={label}>
      {linked}
    </td>
  );
}

/** Three columns become cards on telephones only; six and more on tablets too. */
const roomOf = (columns: number): string =>
  columns <= 3 ? 'rb-stacked rb-stacked--few' : columns >= 6 ? 'rb-stacked rb-stacked--many' : 'rb-stacked';

const classOf = ({ columns, dense, captionHidden }: TableProps, stacked: boolean): string =>
  [
    'fr-table',
    dense ? 'fr-table--sm' : '',
    captionHidden ? 'fr-table--no-caption' : '',
    stacked ? roomOf(columns.length) : '',
  ]
    .filter(Boolean)
    .join(' ');

/** Rows and columns; a table wider than the page scrolls in its own region, which the keyboard reaches. */
export function Table(props: TableProps) {
  const { caption, captionHidden, columns, rows, empty, stacked = columns.length >= 3 } = props;
  const id = `${fieldId(caption)}-legende`;
  return (
    <div class={classOf(props, stacked)}>
      <div class="fr-table__wrapper">
        <div class="fr-table__container">
          <div class="fr-table__content" role="region" aria-labelledby={id} tabIndex={0}>
            <table role={stacked ? 'table' : undefined}>
              <caption id={id} class={captionHidden ? 'fr-sr-only' : undefined}>
                {caption}
              </caption>
              <thead role={stacked ? 'rowgroup' : undefined}>
                <tr role={stacked ? 'row' : undefined}>
                  {columns.map((column) => (
                    <HeadCell key={column.key} column={column} stacked={stacked} />
                  ))}
                </tr>
              </thead>
              <tbody role={stacked ? 'rowgroup' : undefined}>
                {rows.map((row) => (
                  <tr key={row.key} class={row.marked ? 'rb-marked' : undefined} role={stacked ? 'row' : undefined}>
                    {columns.map((column, rank) => (
                      <Cell key={column.key} column={column} row={row} isFirst={rank === 0} stacked={stacked} />
                    ))}
                  </tr>
                ))}
                {rows.length === 0 ? (
                  <tr role={stacked ? 'row' : undefined}>
                    <td colSpan={columns.length} role={stacked ? 'cell' : undefined}>
                      {empty ?? t('table.empty')}
                    </td>
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
