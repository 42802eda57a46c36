import type { CandidacyId, Json } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';

/** What was decided of a case and why, as far as the reader may read it. */
export interface DecisionOn {
  readonly action: string;
  readonly at: Temporal.Instant;
  /** Empty once they have been erased. */
  readonly reasons: readonly string[];
  readonly conditions: readonly string[];
  /** The letter that notified it, among the documents of the case; null where there was none. */
  readonly letter: { readonly id: string; readonly filename: string } | null;
}

interface Row extends Record<string, unknown> {
  readonly action: string;
  readonly at: Date;
  readonly payload: Readonly<Record<string, Json>> | null;
  readonly letter: DecisionOn['letter'];
}

const DECISIONS = [
  'candidacy.selected',
  'candidacy.waitlisted',
  'candidacy.rejected',
  'candidacy.declared-inadmissible',
  'candidacy.lapsed',
];

const LAST = statement(
  'case_decision',
  `select e.action, e.at, p.payload,
          (select jsonb_build_object('id', d.id, 'filename', d.filename) from candidacies.document d
            where d.candidacy_id = e.candidacy_id and d.nature = 'decision-letter' and d.uploaded_at = e.at
            order by d.id limit 1) as letter
     from platform.audit_entry e
     left join platform.audit_payload p on p.stream = e.stream and p.seq = e.seq
    where e.candidacy_id = $1 and e.action = any ($2::text[])
    order by e.at desc, e.seq desc limit 1`,
);

const texts = (value: Json | undefined): readonly string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');

/** The last decision on a case, from its journal; null before any. */
export async function decisionOn(tx: Tx, id: CandidacyId): Promise<DecisionOn | null> {
  const [row] = await tx.query<Row>(LAST, [id, DECISIONS]);
  if (!row) return null;
  return {
    action: row.action,
    at: instantOf(row.at),
    reasons: texts(row.payload?.reasons),
    conditions: texts(row.payload?.conditions),
    letter: row.letter,
  };
}
