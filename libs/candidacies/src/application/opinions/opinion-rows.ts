import type { CandidacyId, OrganisationId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';

export const STANCES = ['favourable', 'reserved', 'unfavourable'] as const;
export type Stance = (typeof STANCES)[number];

/** An advisory opinion, asked of an organisation or of a person without an account. */
export interface Opinion {
  readonly id: string;
  readonly candidacyId: CandidacyId;
  /** Key of the opinion in the definition. */
  readonly key: string;
  readonly label: string;
  readonly question: string;
  readonly mandatory: boolean;
  readonly organisation: { readonly id: OrganisationId; readonly name: string } | null;
  readonly adviser: { readonly name: string; readonly address: string } | null;
  readonly askedAt: Temporal.Instant;
  /** Exclusive. */
  readonly dueAt: Temporal.Instant;
  /** Null as long as none was given. */
  readonly given: {
    readonly at: Temporal.Instant;
    readonly stance: Stance;
    readonly text: string | null;
    readonly signed: string;
  } | null;
}

interface Row {
  readonly id: string;
  readonly candidacy_id: CandidacyId;
  readonly key: string;
  readonly label: string;
  readonly question: string;
  readonly mandatory: boolean;
  readonly organisation_id: OrganisationId | null;
  readonly organisation: string | null;
  readonly adviser_name: string | null;
  readonly adviser_address: string | null;
  readonly asked_at: Date;
  readonly due_at: Date;
  readonly stance: Stance | null;
  readonly text: string | null;
  readonly given_at: Date | null;
  readonly signed: string | null;
}

const SELECT = `select p.id, p.candidacy_id, p.key, p.label, p.question, p.mandatory, p.organisation_id,
    o.name as organisation, p.adviser_name, p.adviser_address, p.asked_at, p.due_at, p.stance, p.text, p.given_at, p.signed
  from candidacies.opinion p left join identity.organisation o on o.id = p.organisation_id`;
const OF_CASE = statement('opinions_of_case', `${SELECT} where p.candidacy_id = $1 order by p.asked_at, p.id`);
const OF_CASES = statement(
  'opinions_of_cases',
  `${SELECT} where p.candidacy_id = any ($1::uuid[]) order by p.candidacy_id, p.asked_at, p.id`,
);
const ONE = statement('opinion_one', `${SELECT} where p.candidacy_id = $1 and p.id = $2`);

const opinionOf = (row: Row): Opinion => ({
  id: row.id,
  candidacyId: row.candidacy_id,
  key: row.key,
  label: row.label,
  question: row.question,
  mandatory: row.mandatory,
  organisation: row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation ?? '' },
  adviser:
    row.adviser_name === null || row.adviser_address === null
      ? null
      : { name: row.adviser_name, address: row.adviser_address },
  askedAt: instantOf(row.asked_at),
  dueAt: instantOf(row.due_at),
  given: givenOf(row, instantOrNull(row.given_at)),
});

const givenOf = ({ stance, text, signed }: Row, at: Temporal.Instant | null): Opinion['given'] =>
  at === null || stance === null || signed === null ? null : { at, stance, text, signed };

/** The opinions of a case that the reader may read: the Région its own, the State's side all of them. */
export const opinionsOf = async (tx: Tx, id: CandidacyId): Promise<readonly Opinion[]> =>
  (await tx.query<Row & Record<string, unknown>>(OF_CASE, [id])).map(opinionOf);

/** As `opinionsOf`, of several cases at once; a case without one is left out. */
export const opinionsOfCases = async (
  tx: Tx,
  ids: readonly CandidacyId[],
): Promise<ReadonlyMap<CandidacyId, readonly Opinion[]>> =>
  Map.groupBy(
    (await tx.query<Row & Record<string, unknown>>(OF_CASES, [ids])).map(opinionOf),
    ({ candidacyId }) => candidacyId,
  );

export async function opinion(tx: Tx, candidacyId: CandidacyId, id: string): Promise<Opinion | null> {
  const [row] = await tx.query<Row & Record<string, unknown>>(ONE, [candidacyId, id]);
  return row ? opinionOf(row) : null;
}
