import type { PersonId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';
import type { MinutesSignature, SessionId, SigningAs } from '../../domain/session/session.js';

/** A version of a session's minutes, stored under its hash. */
export interface Minutes {
  readonly version: number;
  /** What was corrected since the version before; null in the first. */
  readonly correction: string | null;
  readonly dataSha256: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly madeAt: Temporal.Instant;
  readonly signatures: readonly MinutesSignature[];
}

interface Row extends Record<string, unknown> {
  readonly version: number;
  readonly correction: string | null;
  readonly data_sha256: string;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly made_at: Date;
  readonly chair_person: PersonId | null;
  readonly chair_at: Date | null;
  readonly secretary_person: PersonId | null;
  readonly secretary_at: Date | null;
}

const READ = statement(
  'sitting_minutes',
  `select version, correction, data_sha256, sha256, size_bytes, made_at, chair_person, chair_at, secretary_person,
          secretary_at
     from selection.session_minutes where session_id = $1 order by version desc`,
);
const INSERT = statement(
  'sitting_minutes_insert',
  `insert into selection.session_minutes
     (session_id, version, correction, data_sha256, sha256, size_bytes, made_at, made_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const SIGN: Readonly<Record<SigningAs, ReturnType<typeof statement>>> = {
  chair: statement(
    'session_minutes_chair',
    'update selection.session_minutes set chair_person = $3, chair_at = $4 where session_id = $1 and version = $2',
  ),
  secretary: statement(
    'session_minutes_secretary',
    `update selection.session_minutes set secretary_person = $3, secretary_at = $4 where session_id = $1 and version = $2`,
  ),
};

function signatureOf(as: SigningAs, personId: PersonId | null, at: Date | null): readonly MinutesSignature[] {
  const instant = instantOrNull(at);
  return personId === null || instant === null ? [] : [{ as, personId, at: instant }];
}

/** Every version, the last first. */
export const minutesOf = async (tx: Tx, id: SessionId): Promise<readonly Minutes[]> =>
  (await tx.query<Row>(READ, [id])).map((row) => ({
    version: row.version,
    correction: row.correction,
    dataSha256: row.data_sha256,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    madeAt: instantOf(row.made_at),
    signatures: [
      ...signatureOf('chair', row.chair_person, row.chair_at),
      ...signatureOf('secretary', row.secretary_person, row.secretary_at),
    ],
  }));

export async function insertMinutes(
  tx: Tx,
  id: SessionId,
  { version, correction, dataSha256, sha256, sizeBytes }: Omit<Minutes, 'madeAt' | 'signatures'>,
): Promise<void> {
  await tx.query(INSERT, [
    ...[id, version, correction, dataSha256, sha256, sizeBytes, tx.at.toString(), tx.actor.personId],
  ]);
}

export async function signMinutes(tx: Tx, id: SessionId, version: number, by: MinutesSignature): Promise<void> {
  await tx.query(SIGN[by.as], [id, version, by.personId, by.at.toString()]);
}
