import type { WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';

/** A question as its reader may see it: row-level security leaves out those of others that are not published. */
export interface Question {
  readonly id: string;
  readonly waveId: WaveId;
  readonly waveName: string;
  readonly organisationId: string;
  readonly askedByPerson: string | null;
  readonly askedAt: Temporal.Instant;
  readonly question: string;
  /** As it is published; null before. */
  readonly publicQuestion: string | null;
  readonly answer: string | null;
  readonly answeredAt: Temporal.Instant | null;
  readonly publishedAt: Temporal.Instant | null;
  readonly version: number;
}

const COLUMNS = `q.id, q.wave_id, w.name as wave_name, q.organisation_id, q.asked_by_person, q.asked_at, q.question,
  q.public_question, q.answer, q.answered_at, q.published_at, q.version`;
const FROM = 'from calls.question q join calls.wave w on w.id = q.wave_id';

const INSERT = statement(
  'question_insert',
  `insert into calls.question (id, wave_id, organisation_id, asked_by_seat, asked_by_person, asked_at, question)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const ANSWER = statement(
  'question_answer',
  `update calls.question
      set answer = $3, public_question = $4, answered_at = coalesce(answered_at, $5), published_at = $6,
          version = version + 1
    where id = $1 and version = $2 returning version`,
);
const READ = statement('question_read', `select ${COLUMNS} ${FROM} where q.id = $1`);
const PUBLISHED = statement(
  'question_published',
  `select ${COLUMNS} ${FROM} where q.published_at is not null and ($1::uuid is null or q.wave_id = $1)
    order by q.published_at desc, q.id desc limit 500`,
);
const OF_ORGANISATION = statement(
  'question_of_organisation',
  `select ${COLUMNS} ${FROM} where q.organisation_id = $1 order by q.asked_at desc, q.id desc limit 100`,
);
const ALL = statement(
  'question_all',
  `select ${COLUMNS} ${FROM} order by (q.answer is not null), q.asked_at desc, q.id desc limit 500`,
);

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly wave_id: WaveId;
  readonly wave_name: string;
  readonly organisation_id: string;
  readonly asked_by_person: string | null;
  readonly asked_at: Date;
  readonly question: string;
  readonly public_question: string | null;
  readonly answer: string | null;
  readonly answered_at: Date | null;
  readonly published_at: Date | null;
  readonly version: number;
}

const questionOf = (row: Row): Question => ({
  id: row.id,
  waveId: row.wave_id,
  waveName: row.wave_name,
  organisationId: row.organisation_id,
  askedByPerson: row.asked_by_person,
  askedAt: instantOf(row.asked_at),
  question: row.question,
  publicQuestion: row.public_question,
  answer: row.answer,
  answeredAt: instantOrNull(row.answered_at),
  publishedAt: instantOrNull(row.published_at),
  version: row.version,
});

export async function insertQuestion(
  tx: Tx,
  one: { readonly id: string; readonly waveId: WaveId; readonly organisationId: string; readonly question: string },
): Promise<void> {
  const { seatId, personId } = tx.actor;
  await tx.query(INSERT, [one.id, one.waveId, one.organisationId, seatId, personId, tx.at.toString(), one.question]);
}

/** The question's new version, or null when another answered meanwhile. */
export async function storeAnswer(
  tx: Tx,
  one: {
    readonly id: string;
    readonly version: number;
    readonly answer: string;
    readonly publicQuestion: string | null;
    readonly publishedAt: Temporal.Instant | null;
  },
): Promise<number | null> {
  const [row] = await tx.query<{ version: number }>(ANSWER, [
    ...[one.id, one.version, one.answer, one.publicQuestion, tx.at.toString(), one.publishedAt?.toString() ?? null],
  ]);
  return row?.version ?? null;
}

export async function readQuestion(tx: Tx, id: string): Promise<Question | null> {
  const [row] = await tx.query<Row>(READ, [id]);
  return row ? questionOf(row) : null;
}

/** Published questions, the newest first, at most 500. */
export const publishedQuestions = async (tx: Tx, waveId: WaveId | null): Promise<readonly Question[]> =>
  (await tx.query<Row>(PUBLISHED, [waveId])).map(questionOf);

export const questionsOfOrganisation = async (tx: Tx, organisationId: string): Promise<readonly Question[]> =>
  (await tx.query<Row>(OF_ORGANISATION, [organisationId])).map(questionOf);

/** Every question that the reader may see, those without an answer first, at most 500. */
export const allQuestions = async (tx: Tx): Promise<readonly Question[]> => (await tx.query<Row>(ALL)).map(questionOf);
