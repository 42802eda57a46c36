import type { CandidacyId, WaveId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** A case of a wave, or deferred to it, of which something may still be decided. */
export interface Proposable {
  readonly id: CandidacyId;
  readonly version: number;
  readonly territory: string;
  readonly state: 'submitted' | 'incomplete' | 'waitlisted' | 'rejected';
  readonly admissibility: string;
}

/** As many as one list takes on a page. */
export const PROPOSABLE_AT_MOST = 300;

const OF_WAVE = statement(
  'proposable_of_wave',
  `select c.id, c.version, c.territory, c.state, c.admissibility
     from candidacies.candidacy c
    where (c.wave_id = $1 or c.next_wave_id = $1)
      and (c.state in ('submitted', 'incomplete', 'waitlisted') or (c.state = 'rejected' and c.rejection = 'implicit'))
      and not exists (
        select 1 from selection.decision_line l join selection.decision_list d on d.id = l.list_id
         where l.candidacy_id = c.id and d.status in ('proposed', 'validated') and l.struck_at is null)
    order by c.territory, c.id limit ${String(PROPOSABLE_AT_MOST)}`,
);

export const proposableOf = (tx: Tx, waveId: WaveId): Promise<Proposable[]> =>
  tx.query<Proposable & Record<string, unknown>>(OF_WAVE, [waveId]);
