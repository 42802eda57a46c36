import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { CheckResult } from '../../domain/admissibility.js';

const LAST = statement(
  'admissibility_verdict',
  `select canonical::jsonb -> 'facts' -> 'checks' as checks from platform.audit_entry
    where candidacy_id = $1 and action in ('candidacy.admitted', 'candidacy.declared-inadmissible')
    order by at desc, seq desc limit 1`,
);

/** What was said of each point of the checklist, from the case's journal; none before it was. */
export async function verdictOn(tx: Tx, id: CandidacyId): Promise<readonly CheckResult[]> {
  const [row] = await tx.query<{ checks: readonly CheckResult[] | null }>(LAST, [id]);
  return row?.checks ?? [];
}
