import { randomUUID } from 'node:crypto';
import { caseUrl } from '@rebond/candidacies';
import { formatInstant, type CandidacyId } from '@rebond/kernel';
import type { CsvCell } from '@rebond/platform';
import { Alert, Button, ButtonGroup, Form, LinkButton, Table } from '@rebond/ui';
import type { ImportKind, ImportPreview } from '../../application/imports/pending-imports.js';
import { t } from '../../messages.fr.js';
import { t as i } from '../../messages.import.fr.js';
import { count } from '../parts/words.js';
import { cellFaults, keyOf, type CellFault } from './cell-faults.js';
import { PANELS } from './panels.js';

/** Rows shown at most: those in error first to be shown, then the first ones. */
const SHOWN = 100;
const FAULTS_SHOWN = 500;

export interface PreviewViewProps {
  readonly id: CandidacyId;
  readonly kind: ImportKind;
  readonly preview: ImportPreview;
  readonly csrf: string | null;
}

const anchorOf = (key: string): string => `cellule-${key.replace(':', '-')}`;

/** What an import would do: how many rows, or every error by line and column with its cell marked. */
export function PreviewView({ id, kind, preview, csrf }: PreviewViewProps) {
  const faults = cellFaults(preview.faults, preview.cells);
  const [header = [], ...rows] = preview.cells;
  const isClean = faults.length === 0;
  return (
    <>
      {isClean ? (
        <Alert kind="success" title={i('import.clean', { rows: preview.rows })}>
          <p>{i('import.cleanHint', { until: formatInstant(preview.expiresAt) })}</p>
        </Alert>
      ) : (
        <Alert kind="error" title={i('import.faulty', { count: faults.length })}>
          <p>{i('import.faultyHint')}</p>
        </Alert>
      )}
      <div class="rb-section">
        <Form action={caseUrl(id, PANELS[kind], 'import', preview.id)} csrf={csrf} once={randomUUID()}>
          <ButtonGroup inline>
            {isClean ? <Button>{i('import.confirm', { rows: preview.rows })}</Button> : null}
            <LinkButton href={caseUrl(id, PANELS[kind], 'import')} kind={isClean ? 'secondary' : 'primary'}>
              {i('import.other')}
            </LinkButton>
            <LinkButton href={caseUrl(id, PANELS[kind])} kind="tertiary">
              {t('common.cancel')}
            </LinkButton>
          </ButtonGroup>
        </Form>
      </div>
      {isClean ? null : <Faults faults={faults} />}
      {preview.cells.length === 0 ? (
        <p>{i('import.unreadable')}</p>
      ) : (
        <Rows header={header} rows={rows} faults={faults} />
      )}
    </>
  );
}

function Faults({ faults }: { readonly faults: readonly CellFault[] }) {
  return (
    <Table
      dense
      caption={i('import.faultsCaption')}
      columns={[
        { key: 'line', label: i('import.line'), numeric: true, narrow: true },
        { key: 'column', label: i('import.column'), narrow: true },
        { key: 'value', label: i('import.value') },
        { key: 'reason', label: i('import.reason') },
      ]}
      rows={faults.slice(0, FAULTS_SHOWN).map((fault, rank) => ({
        key: `${keyOf(fault)}-${rank}`,
        cells: {
          line: count(fault.line),
          column: fault.name === '' ? i('import.character', { n: fault.column }) : <code>{fault.name}</code>,
          value: fault.text === null ? '–' : <code>{fault.text || i('import.empty')}</code>,
          reason: fault.text === null ? fault.reason : <a href={`#${anchorOf(keyOf(fault))}`}>{fault.reason}</a>,
        },
      }))}
    />
  );
}

interface RowsProps {
  readonly header: readonly CsvCell[];
  readonly rows: readonly (readonly CsvCell[])[];
  readonly faults: readonly CellFault[];
}

function Rows({ header, rows, faults }: RowsProps) {
  const byCell = Map.groupBy(faults, keyOf);
  const isFaulty = (row: readonly CsvCell[]): boolean => row.some((cell) => byCell.has(keyOf(cell)));
  const inError = new Set(rows.filter(isFaulty).slice(0, SHOWN));
  const shown = rows.filter((row, rank) => inError.has(row) || rank < SHOWN - inError.size);
  return (
    <>
      <Table
        dense
        caption={faults.length === 0 ? i('import.rowsCaption') : i('import.rowsCaptionFaulty')}
        columns={[
          { key: 'line', label: i('import.line'), numeric: true, narrow: true, rowHeader: true },
          ...header.map((cell, rank) => ({
            key: String(rank),
            label: byCell.has(keyOf(cell)) ? <Cell cell={cell} faults={byCell.get(keyOf(cell))} /> : cell.text,
          })),
        ]}
        rows={shown.map((row) => ({
          key: String(row[0]?.line ?? 0),
          marked: isFaulty(row),
          cells: {
            line: count(row[0]?.line ?? 0),
            ...Object.fromEntries(
              row.map((cell, rank) => [String(rank), <Cell key={rank} cell={cell} faults={byCell.get(keyOf(cell))} />]),
            ),
          },
        }))}
      />
      {shown.length < rows.length ? <p>{i('import.cut', { shown: shown.length, rows: rows.length })}</p> : null}
    </>
  );
}

/** A cell as it was read; one in error says why, not by its colour alone. */
function Cell({ cell, faults }: { readonly cell: CsvCell; readonly faults: readonly CellFault[] | undefined }) {
  if (!faults) return <>{cell.text}</>;
  return (
    <span class="rb-cell-fault" id={anchorOf(keyOf(cell))}>
      <strong>{cell.text || i('import.empty')}</strong>
      <span class="rb-under">
        {i('import.inCell')} {faults.map((fault) => fault.reason).join(' ')}
      </span>
    </span>
  );
}
