import type { WaveId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** A reviewer and how many reviews of a wave they still owe. */
export interface Owing {
  readonly address: string;
  readonly name: string;
  readonly reviews: number;
}

const TOLD = statement(
  'reviewers_told',
  'select 1 from selection.review_round where wave_id = $1 and validated_at is not null',
);
/** Cases that a recusal closed since are not theirs any more: they are not even counted. */
const OWING = statement(
  'reviews_owed',
  `select p.email as address, p.name, count(*)::int as reviews
     from selection.review_assignment a
     join identity.holding h on h.seat_id = a.seat_id and h.from_at <= $2 and (h.until_at is null or h.until_at > $2)
     join identity.person p on p.id = h.person_id
     left join selection.review v on v.assignment_id = a.id
    where a.wave_id = $1 and a.told_at is not null and a.ended_at is null and v.submitted_at is null
      and not identity.is_closed(p.id, a.candidacy_id, true, $2)
    group by p.id order by p.email`,
);

/** Who still owes reviews of a wave; null as long as its reviewers were not told. The system's question. */
export async function reviewsOwed(tx: Tx, waveId: WaveId): Promise<readonly Owing[] | null> {
  if ((await tx.query(TOLD, [waveId])).length === 0) return null;
  return tx.query<Owing & Record<string, unknown>>(OWING, [waveId, tx.at.toString()]);
}
