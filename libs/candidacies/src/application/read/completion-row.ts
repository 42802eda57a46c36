import { AbsentError, type CandidacyId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';

export interface CompletionRequest {
  readonly id: string;
  readonly candidacyId: CandidacyId;
  readonly fields: readonly string[];
  readonly message: string;
  readonly dueAt: Temporal.Instant;
  readonly requestedAt: Temporal.Instant;
  readonly cancelledAt: Temporal.Instant | null;
  readonly cancelReason: string | null;
  readonly answeredAt: Temporal.Instant | null;
  readonly answer: string | null;
}

interface Row {
  readonly id: string;
  readonly candidacy_id: CandidacyId;
  readonly fields: readonly string[];
  readonly message: string;
  readonly due_at: Date;
  readonly requested_at: Date;
  readonly cancelled_at: Date | null;
  readonly cancel_reason: string | null;
  readonly answered_at: Date | null;
  readonly answer: string | null;
}

const COLUMNS =
  'id, candidacy_id, fields, message, due_at, requested_at, cancelled_at, cancel_reason, answered_at, answer';
const ONE = statement('completion_one', `select ${COLUMNS} from candidacies.completion where id = $1`);
const OF_CASE = statement(
  'completion_of_case',
  `select ${COLUMNS} from candidacies.completion where candidacy_id = $1 order by requested_at, id`,
);

const requestOf = (row: Row): CompletionRequest => ({
  id: row.id,
  candidacyId: row.candidacy_id,
  fields: row.fields,
  message: row.message,
  dueAt: instantOf(row.due_at),
  requestedAt: instantOf(row.requested_at),
  cancelledAt: instantOrNull(row.cancelled_at),
  cancelReason: row.cancel_reason,
  answeredAt: instantOrNull(row.answered_at),
  answer: row.answer,
});

/** @throws AbsentError */
export async function completionOf(tx: Tx, id: string): Promise<CompletionRequest> {
  const [row] = await tx.query<Row & Record<string, unknown>>(ONE, [id]);
  if (!row) throw new AbsentError();
  return requestOf(row);
}

export const completionsOf = async (tx: Tx, id: CandidacyId): Promise<readonly CompletionRequest[]> =>
  (await tx.query<Row & Record<string, unknown>>(OF_CASE, [id])).map(requestOf);

export const isOpen = (request: CompletionRequest): boolean =>
  request.cancelledAt === null && request.answeredAt === null;
