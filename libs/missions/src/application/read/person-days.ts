import type { CandidacyId, OrganisationId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

const LINES = statement(
  'person_days_lines',
  `select d.id, d.organisation_id, o.name as firm, d.worked_on, d.person_days::float8 as person_days
     from missions.person_days d join identity.organisation o on o.id = d.organisation_id
    where d.candidacy_id = $1 order by d.worked_on, d.id`,
);

// A type, so that it is JSON.
export type PersonDaysLine = {
  readonly id: string;
  readonly organisationId: string;
  readonly firm: string;
  readonly date: string;
  /** Negative when it corrects. */
  readonly personDays: number;
};

interface LineRow {
  readonly id: string;
  readonly organisation_id: OrganisationId;
  readonly firm: string;
  readonly worked_on: string;
  readonly person_days: number;
}

/** The ledger of a mission's days, by day worked. */
export async function readPersonDays(tx: Tx, id: CandidacyId): Promise<readonly PersonDaysLine[]> {
  const rows = await tx.query<LineRow & Record<string, unknown>>(LINES, [id]);
  return rows.map(({ organisation_id, worked_on, person_days, ...row }) => ({
    ...row,
    organisationId: organisation_id,
    date: worked_on,
    personDays: person_days,
  }));
}
