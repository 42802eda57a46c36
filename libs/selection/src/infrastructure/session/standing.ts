import type { CallId, CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Credits } from '../../domain/session/decision.js';

const SCORES = statement(
  'sitting_scores',
  `select candidacy_id, avg(weighted)::float8 as mean, count(*)::int as reviews, min(weighted)::float8 as least,
          max(weighted)::float8 as most
     from selection.review where candidacy_id = any ($1::uuid[]) and submitted_at is not null group by candidacy_id`,
);
const TAKEN = statement(
  'sitting_credits_taken',
  `select coalesce(sum(d.envelope_cents), 0)::bigint as envelope_cents,
          coalesce(sum(d.person_days), 0)::float8 as person_days
     from selection.decision_line d
     join selection.decision_list l on l.id = d.list_id
     join calls.wave w on w.id = l.wave_id
    where w.call_id = $1 and l.status in ('validated', 'announced') and d.outcome = 'select' and d.struck_at is null
      and l.id is distinct from $2`,
);

/** How the reviewers of a case rate it. */
export interface Score {
  /** Mean of the submitted reviews' weighted scores, out of 100. */
  readonly mean: number;
  readonly reviews: number;
}

/** A score with how far apart its reviews are. */
export interface Rating extends Score {
  readonly least: number;
  readonly most: number;
}

/** Scores of these cases, as far as the reader may read their reviews; a case without a review is left out. */
export async function scoresOf(tx: Tx, ids: readonly CandidacyId[]): Promise<ReadonlyMap<CandidacyId, Rating>> {
  const rows = await tx.query<Rating & { readonly candidacy_id: CandidacyId }>(SCORES, [ids]);
  return new Map(rows.map(({ candidacy_id, ...rating }) => [candidacy_id, rating]));
}

/** What the frozen lists of a call have promised already, whichever the wave; but for one of them. */
export async function promisedByLists(tx: Tx, callId: CallId, except: string | null): Promise<Credits> {
  const [row] = await tx.query<{ envelope_cents: number; person_days: number }>(TAKEN, [callId, except]);
  return { envelopeCents: row?.envelope_cents ?? 0, personDays: row?.person_days ?? 0 };
}
