import type { CandidacyId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import { implicitRejectionAt, lastDayOf, type LegalClockRow } from '../../domain/legal-clock.js';

const ROWS = statement(
  'legal_clock_rows',
  `select kind, at, until from candidacies.legal_clock where candidacy_id = $1 order by n`,
);
const APPEND = statement(
  'legal_clock_append',
  `insert into candidacies.legal_clock (candidacy_id, n, kind, at, until)
   select $1, count(*), $2, $3, $4 from candidacies.legal_clock where candidacy_id = $1`,
);

interface Row {
  readonly kind: LegalClockRow['kind'];
  readonly at: Date;
  readonly until: string | null;
}

function rowOf({ kind, at, until }: Row): LegalClockRow {
  const day = until === null ? null : Temporal.PlainDate.from(until);
  if (kind === 'suspend') return { kind, at: instantOf(at), until: day };
  if (kind !== 'prorogue') return { kind, at: instantOf(at) };
  if (!day) throw new RangeError('a prorogation without its limit');
  return { kind, at: instantOf(at), until: day };
}

/** A turn of the clock; a suspension says until when the pieces may come. */
export type Turn =
  { readonly kind: 'suspend'; readonly dueAt: Temporal.Instant } | { readonly kind: 'start' | 'resume' };

/**
 * Suspends, resumes or starts anew the legal clock of a locked case and computes its date from all the rows.
 * @param months legal months of the definition
 * @returns the date as it stands; a suspension counts to the end of the delay given
 */
export async function turnLegalClock(
  tx: Tx,
  id: CandidacyId,
  turn: Turn,
  months: number,
): Promise<Temporal.Instant | null> {
  const until = turn.kind === 'suspend' ? lastDayOf(turn.dueAt).toString() : null;
  await tx.query(APPEND, [id, turn.kind, tx.at.toString(), until]);
  const rows = await tx.query<Row & Record<string, unknown>>(ROWS, [id]);
  return implicitRejectionAt(rows.map(rowOf), months);
}
