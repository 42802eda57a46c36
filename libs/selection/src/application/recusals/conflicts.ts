import { declarationsOf, linksOf, recusalsInForce } from '@rebond/identity';
import { instantOf, statement, type Tx } from '@rebond/platform';
import type { CandidacyId, OrganisationId, PersonId, Siren, WaveId } from '@rebond/kernel';
import {
  derivedConflicts,
  type CaseParties,
  type Conflict,
  type FirmMission,
} from '../../domain/recusals/conflicts.js';

export type { Conflict } from '../../domain/recusals/conflicts.js';

const PARTIES = statement(
  'recusal_parties',
  'select id, perimeter from candidacies.candidacy where id = any ($1::uuid[]) order by id',
);
/** Every case that these firms were engaged on: few, found by the firm. */
const MISSIONS = statement(
  'recusal_missions',
  `select a.organisation_id as firm_id, a.candidacy_id, c.perimeter,
          a.from_at <= $2 and (a.until_at is null or a.until_at > $2) as is_going
     from identity.case_access a join candidacies.candidacy c on c.id = a.candidacy_id
    where a.organisation_id = any ($1::uuid[]) and a.basis = 'mission'`,
);
const LAST_DEPOSIT = statement(
  'recusal_last_deposit',
  `select max(deposited_at) as at from candidacies.candidacy
    where wave_id = $1 and state in ('submitted', 'incomplete', 'waitlisted')`,
);

interface MissionRow {
  readonly firm_id: OrganisationId;
  readonly candidacy_id: CandidacyId;
  readonly perimeter: readonly Siren[];
  readonly is_going: boolean;
}

async function partiesOf(tx: Tx, ids: readonly CandidacyId[]): Promise<readonly CaseParties[]> {
  const rows = await tx.query<{ id: CandidacyId; perimeter: readonly Siren[] }>(PARTIES, [ids]);
  return rows.map((row) => ({ candidacyId: row.id, perimeter: row.perimeter }));
}

async function missionsOf(tx: Tx, firms: readonly OrganisationId[]): Promise<readonly FirmMission[]> {
  if (firms.length === 0) return [];
  const rows = await tx.query<MissionRow & Record<string, unknown>>(MISSIONS, [firms, tx.at.toString()]);
  return rows.map((row) => ({
    ...{ firmId: row.firm_id, candidacyId: row.candidacy_id, perimeter: row.perimeter, isGoing: row.is_going },
  }));
}

/**
 * Conflicts of interest between these people and these cases, one a pair: those that the product finds now, and the
 * recusals in force. The programme director's question, or the system's; cases that the reader may not see have none.
 */
export async function conflictsOf(
  tx: Tx,
  personIds: readonly PersonId[],
  candidacyIds: readonly CandidacyId[],
): Promise<readonly Conflict[]> {
  const links = await linksOf(tx, personIds);
  const missions = await missionsOf(tx, [...new Set(links.flatMap(({ firmId }) => firmId ?? []))]);
  const derived = derivedConflicts(await partiesOf(tx, candidacyIds), links, missions);
  const keyOf = ({ personId, candidacyId }: Pick<Conflict, 'personId' | 'candidacyId'>) => `${personId} ${candidacyId}`;
  const pairs = new Map(derived.map((one) => [keyOf(one), one]));
  for (const { personId, candidacyId, grounds } of await recusalsInForce(tx, {
    people: personIds,
    cases: candidacyIds,
  }))
    pairs.set(keyOf({ personId, candidacyId }), { personId, candidacyId, grounds, isRecused: true });
  return [...pairs.values()];
}

/** Those of these people who have not declared their conflicts with every case of the wave that awaits its decision. */
export async function undeclaredOf(
  tx: Tx,
  waveId: WaveId,
  personIds: readonly PersonId[],
): Promise<ReadonlySet<PersonId>> {
  const [last] = await tx.query<{ at: Date | null }>(LAST_DEPOSIT, [waveId]);
  if (!last?.at) return new Set();
  const deposited = instantOf(last.at);
  const declared = await declarationsOf(tx, waveId, personIds);
  const isLate = (id: PersonId): boolean => {
    const at = declared.get(id);
    return at === undefined || Temporal.Instant.compare(at, deposited) < 0;
  };
  return new Set(personIds.filter(isLate));
}
