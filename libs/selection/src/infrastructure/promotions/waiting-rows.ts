import type { CandidacyId, Cents, PersonDays, WaveId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import type { DecisionListId } from '../../domain/decision-list.js';
import type { Departure, Waiting } from '../../domain/waiting-list.js';

/** Waiting-listed by an announced list of the wave, and not deferred to another. */
const WAITING = statement(
  'waiting_of_wave',
  `select distinct on (c.id) c.id, c.territory, c.version, l.announced_at, d.n,
          (select avg(r.weighted)::float8 from selection.review r
            where r.candidacy_id = c.id and r.submitted_at is not null) as score,
          (select o.list_id from selection.decision_line o
            where o.candidacy_id = c.id and o.status in ('proposed', 'validated') and o.struck_at is null) as open_list
     from selection.decision_line d
     join selection.decision_list l on l.id = d.list_id
     join candidacies.candidacy c on c.id = d.candidacy_id
    where l.wave_id = $1 and l.status = 'announced' and d.outcome = 'waitlist' and d.struck_at is null
      and c.state = 'waitlisted' and c.next_wave_id is null
    order by c.id, l.announced_at desc`,
);
/** Selected by an announced list and gone since; or gone while it was frozen, and struck. */
const DEPARTURES = statement(
  'departures',
  `select c.id, l.wave_id, c.territory, d.envelope_cents, d.person_days::float8 as person_days,
          (select a.id from selection.decision_list a join selection.decision_line p on p.list_id = a.id
            where a.place_of = c.id and a.status not in ('withdrawn', 'cancelled') and p.outcome = 'select' and p.struck_at is null
            limit 1) as answered_by
     from selection.decision_line d
     join selection.decision_list l on l.id = d.list_id
     join candidacies.candidacy c on c.id = d.candidacy_id
    where l.status = 'announced' and d.outcome = 'select' and (d.struck_at is not null or c.state = 'abandoned')
      and ($1::uuid is null or l.wave_id = $1)
    order by l.wave_id, c.territory, c.id`,
);
const WITH_WAITING = statement(
  'waves_with_waiting',
  `select distinct w.id, w.name, w.cutoff_at
     from calls.wave w
     join selection.decision_list l on l.wave_id = w.id and l.status = 'announced'
     join selection.decision_line d on d.list_id = l.id
     join candidacies.candidacy c on c.id = d.candidacy_id
    where d.outcome = 'waitlist' and d.struck_at is null and c.state = 'waitlisted' and c.next_wave_id is null
       or d.outcome = 'select' and (d.struck_at is not null or c.state = 'abandoned')
    order by w.cutoff_at desc`,
);
const ANNOUNCED = statement(
  'announced_lines_of_wave',
  `select l.size, count(d.list_id)::int as visible
     from selection.decision_list l left join selection.decision_line d on d.list_id = l.id
    where l.wave_id = $1 and l.status = 'announced' group by l.id`,
);
const GIVES_PLACE_OF = statement(
  'decision_list_place_of',
  'update selection.decision_list set place_of = $2 where id = $1',
);

interface WaitingRow extends Record<string, unknown> {
  readonly id: CandidacyId;
  readonly territory: string;
  readonly version: number;
  readonly announced_at: Date;
  readonly n: number;
  readonly score: number | null;
  readonly open_list: DecisionListId | null;
}

interface DepartureRow extends Record<string, unknown> {
  readonly id: CandidacyId;
  readonly wave_id: WaveId;
  readonly territory: string;
  readonly envelope_cents: Cents | null;
  readonly person_days: PersonDays | null;
  readonly answered_by: DecisionListId | null;
}

/** The waiting list of a wave, in no order. */
export const waitingOf = async (tx: Tx, waveId: WaveId): Promise<readonly Waiting[]> =>
  (await tx.query<WaitingRow>(WAITING, [waveId])).map((row) => ({
    candidacyId: row.id,
    territory: row.territory,
    version: row.version,
    score: row.score,
    since: instantOf(row.announced_at),
    place: row.n,
    listId: row.open_list,
  }));

/** Laureates that left, of a wave or of all. */
export const departuresOf = async (tx: Tx, waveId: WaveId | null): Promise<readonly Departure[]> =>
  (await tx.query<DepartureRow>(DEPARTURES, [waveId])).map((row) => ({
    candidacyId: row.id,
    waveId: row.wave_id,
    territory: row.territory,
    envelopeCents: row.envelope_cents,
    personDays: row.person_days,
    answeredBy: row.answered_by,
  }));

/** Waves that a waiting list or a departure concerns, the last first. */
export const wavesWithWaiting = (tx: Tx): Promise<readonly { readonly id: WaveId; readonly name: string }[]> =>
  tx.query<{ id: WaveId; name: string } & Record<string, unknown>>(WITH_WAITING);

/** Whether a recusal hides a line of the wave's announced lists from the actor. */
export const hidesLines = async (tx: Tx, waveId: WaveId): Promise<boolean> =>
  (await tx.query<{ size: number; visible: number }>(ANNOUNCED, [waveId])).some(({ size, visible }) => visible < size);

/** Says whose place a list gives. */
export async function markPlaceOf(tx: Tx, id: string, departed: CandidacyId): Promise<void> {
  await tx.query(GIVES_PLACE_OF, [id, departed]);
}
