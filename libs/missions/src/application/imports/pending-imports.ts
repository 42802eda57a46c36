import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { AbsentError, RefusedError, say, TooLargeError, type CandidacyId, type Fault } from '@rebond/kernel';
import { instantOf, readCells, statement, type CsvCell, type CsvFile, type Tx } from '@rebond/platform';
import { requireOpenMission } from '../open-mission.js';
import type { ImportCounts } from './accepted-rows.js';
import { ImportInterviews } from './import-interviews.js';
import { ImportProjects } from './import-projects.js';

export type ImportKind = 'interviews' | 'projects';

/** Largest file between its check and its import, in bytes; the same as for the API. */
export const LARGEST_CSV = 5 * 1_048_576;
const KEPT = Temporal.Duration.from({ hours: 24 });

const FORGET = statement(
  'pending_imports_forget',
  `delete from missions.pending_import
    where candidacy_id = $1 and (expires_at <= $3 or (seat_id is not distinct from $2 and kind = $4))`,
);
const KEEP = statement(
  'pending_import_keep',
  `insert into missions.pending_import (id, candidacy_id, seat_id, kind, filename, content, uploaded_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const READ = statement(
  'pending_import_read',
  `select filename, content, expires_at from missions.pending_import
    where candidacy_id = $1 and id = $2 and kind = $3 and seat_id = $4 and expires_at > $5`,
);
const DROP = statement(
  'pending_import_drop',
  'delete from missions.pending_import where candidacy_id = $1 and id = $2',
);

/** What a file would do, before it does it. */
export interface ImportPreview {
  readonly id: string;
  readonly filename: string;
  readonly expiresAt: Temporal.Instant;
  /** Header first; empty when the file can't be read as a table. */
  readonly cells: readonly (readonly CsvCell[])[];
  readonly faults: readonly Fault[];
  readonly rows: number;
}

/**
 * A file between its check and its import, kept in a row of its own for a day: one for each seat, case and kind. What was
 * checked is what is imported; the import checks again, in its own transaction.
 */
@Injectable()
export class PendingImports {
  constructor(
    private readonly cases: Cases,
    private readonly interviews: ImportInterviews,
    private readonly projects: ImportProjects,
  ) {}

  /** @returns the id of the kept file. @throws RefusedError `empty-file`, `no-mission`, `mission-closed`; TooLargeError */
  async keep(tx: Tx, id: CandidacyId, kind: ImportKind, file: CsvFile): Promise<string> {
    await requireOpenMission(tx, await this.cases.lockOne(tx, id));
    if (file.bytes.length === 0)
      throw new RefusedError('empty-file', say`Choisissez un fichier CSV.`, [
        { pointer: '/file', code: 'empty-file', detail: say`Ce fichier est vide.` },
      ]);
    if (file.bytes.length > LARGEST_CSV)
      throw new TooLargeError('file-too-large', say`Ce fichier dépasse 5 Mo.`, [
        { pointer: '/file', code: 'file-too-large', detail: say`Ce fichier dépasse 5 Mo.` },
      ]);
    await tx.query(FORGET, [id, tx.actor.seatId, tx.at.toString(), kind]);
    const pending = randomUUIDv7() as string;
    await tx.query(KEEP, [
      ...[pending, id, tx.actor.seatId, kind, file.name.slice(0, 200), Buffer.from(file.bytes)],
      ...[tx.at.toString(), tx.at.add(KEPT).toString()],
    ]);
    return pending;
  }

  /** @throws AbsentError when the seat keeps no such file, or not any more */
  async preview(tx: Tx, id: CandidacyId, kind: ImportKind, pending: string): Promise<ImportPreview> {
    await this.cases.read(tx, id);
    const { file, expiresAt } = await this.kept(tx, id, kind, pending);
    const { rows, faults } =
      kind === 'interviews' ? await this.interviews.check(tx, id, file) : this.projects.check(file);
    return { id: pending, filename: file.name, expiresAt, cells: readCells(file), faults, rows: rows.length };
  }

  /** All of the file or nothing. @throws AbsentError, RefusedError `file-refused`, `no-mission`, `mission-closed` */
  async confirm(tx: Tx, id: CandidacyId, kind: ImportKind, pending: string): Promise<ImportCounts> {
    await this.cases.lockOne(tx, id);
    const { file } = await this.kept(tx, id, kind, pending);
    const { added, updated, unchanged } =
      kind === 'interviews' ? await this.interviews.import(tx, id, file) : await this.projects.import(tx, id, file);
    await tx.query(DROP, [id, pending]);
    return { added, updated, unchanged };
  }

  private async kept(
    tx: Tx,
    id: CandidacyId,
    kind: ImportKind,
    pending: string,
  ): Promise<{ file: CsvFile; expiresAt: Temporal.Instant }> {
    interface Row {
      readonly filename: string;
      readonly content: Buffer;
      readonly expires_at: Date;
    }
    const values = [id, pending, kind, tx.actor.seatId, tx.at.toString()];
    const [row] = await tx.query<Row & Record<string, unknown>>(READ, values);
    if (!row) throw new AbsentError();
    return { file: { name: row.filename, bytes: row.content }, expiresAt: instantOf(row.expires_at) };
  }
}
