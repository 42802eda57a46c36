import { z } from 'zod';
import { AbsentError, type CandidacyId, type OrganisationId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

export const interviewsQuery = z.strictObject({
  /** `next` of the page before. */
  after: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

interface InterviewRow {
  readonly id: string;
  readonly reference: string;
  readonly company: string;
  readonly siren: string | null;
  readonly held_on: string;
  readonly organisation_id: OrganisationId | null;
  readonly firm: string | null;
  readonly invented: boolean;
  readonly version: number;
}

const COLUMNS = `i.id, i.reference, i.company, i.siren, i.held_on, i.organisation_id, o.name as firm, i.invented, i.version`;
const FROM = `from missions.interview i left join identity.organisation o on o.id = i.organisation_id`;

const PAGE = statement(
  'interviews_page',
  `select ${COLUMNS} ${FROM} where i.candidacy_id = $1 and i.reference > $2 order by i.reference limit $3`,
);
const ONE = statement('interview_read', `select ${COLUMNS} ${FROM} where i.candidacy_id = $1 and i.id = $2`);

export type InterviewView = ReturnType<typeof viewOf>;
// A type, so that it is JSON.
export type InterviewsPage = { readonly items: readonly InterviewView[]; readonly next: string | null };

const viewOf = ({ held_on, organisation_id, ...row }: InterviewRow) => ({
  ...row,
  heldOn: held_on,
  organisationId: organisation_id as string | null,
});

/** Interviews of a mission by their reference, a page at a time; `next` is null on the last. */
export async function readInterviews(
  tx: Tx,
  id: CandidacyId,
  { after, limit }: z.output<typeof interviewsQuery>,
): Promise<InterviewsPage> {
  const rows = await tx.query<InterviewRow & Record<string, unknown>>(PAGE, [id, after, limit + 1]);
  const items = rows.slice(0, limit).map(viewOf);
  return { items, next: rows.length > limit ? (items.at(-1)?.reference ?? null) : null };
}

/** @throws AbsentError when the mission has no such interview */
export async function readInterview(tx: Tx, id: CandidacyId, interviewId: string): Promise<InterviewView> {
  const [row] = await tx.query<InterviewRow & Record<string, unknown>>(ONE, [id, interviewId]);
  if (!row) throw new AbsentError();
  return viewOf(row);
}
