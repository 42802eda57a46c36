import type { PersonId, WaveId } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';

export interface DeclarableWave {
  readonly id: WaveId;
  readonly name: string;
  readonly declaredAt: Temporal.Instant | null;
  /** Some of its cases are closed to the person until they declare. */
  readonly isDue: boolean;
}

const WAVES = statement(
  'recusal_waves',
  `select w.id, w.name, (select max(d.declared_at) from identity.recusal_declaration d
                          where d.person_id = $1 and d.wave_id = w.id) as declared_at
     from calls.wave w
    where w.opens_at <= $2 order by w.cutoff_at desc, w.id limit 50`,
);

/** Waves that a person may declare conflicts for, the last first. @param due waves that wait for it */
export async function declarableWaves(
  tx: Tx,
  personId: PersonId,
  due: readonly WaveId[],
): Promise<readonly DeclarableWave[]> {
  const rows = await tx.query<{ id: WaveId; name: string; declared_at: Date | null }>(WAVES, [
    ...[personId, tx.at.toString()],
  ]);
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, declaredAt: instantOrNull(row.declared_at), isDue: due.includes(row.id) },
  }));
}
