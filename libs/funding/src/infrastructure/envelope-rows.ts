import { cents, type CandidacyId, type Cents } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Balances } from '../domain/envelope.js';

const OPEN = statement(
  'envelope_open',
  `insert into funding.envelope (candidacy_id, created_at) values ($1, $2) on conflict do nothing returning 1 as opened`,
);
const COMMIT = statement(
  'envelope_commit',
  `insert into funding.funder_commitment (id, candidacy_id, funder, amount_cents, label, at, seat_id)
   select c.id, $1, c.funder, c.amount_cents, c.label, $2, $3
     from unnest($4::uuid[], $5::text[], $6::bigint[], $7::text[]) as c(id, funder, amount_cents, label)`,
);
const AWARD = statement(
  'envelope_award',
  `insert into funding.award
     (id, candidacy_id, project_id, beneficiary, amount_cents, form, signed_on, invented, at, seat_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const BALANCES = statement(
  'envelope_balances',
  `select e.candidacy_id,
          (select coalesce(jsonb_object_agg(c.funder, c.total), '{}')
             from (select f.funder, sum(f.amount_cents) as total from funding.funder_commitment f
                    where f.candidacy_id = e.candidacy_id group by f.funder) c) as committed,
          (select coalesce(sum(a.amount_cents), 0)::bigint from funding.award a
            where a.candidacy_id = e.candidacy_id) as awarded,
          (select count(*)::int from funding.award a where a.candidacy_id = e.candidacy_id) as awards
     from funding.envelope e where e.candidacy_id = any ($1::uuid[])`,
);
const AWARDS = statement(
  'envelope_awards',
  `select a.id, p.reference, a.beneficiary, a.amount_cents, a.form, a.signed_on, a.invented
     from funding.award a left join missions.project p on p.candidacy_id = a.candidacy_id and p.id = a.project_id
    where a.candidacy_id = $1 order by a.signed_on, a.id`,
);

/** Balances of one envelope and the number of its agreements. */
export interface EnvelopeBalances extends Balances {
  readonly awards: number;
}

export const NO_ENVELOPE: EnvelopeBalances = { committed: new Map(), awarded: 0, awards: 0 };

export type AwardForm = 'grant' | 'recoverableAdvance';

export interface AwardRow {
  readonly id: string;
  readonly reference: string | null;
  readonly beneficiary: string;
  readonly amount_cents: number;
  readonly form: AwardForm;
  readonly signed_on: string;
  readonly invented: boolean;
}

interface BalancesRow {
  readonly candidacy_id: CandidacyId;
  readonly committed: Readonly<Record<string, number>>;
  readonly awarded: number;
  readonly awards: number;
}

/** @returns whether the envelope is new */
export const openEnvelope = async (tx: Tx, id: CandidacyId): Promise<boolean> =>
  (await tx.query(OPEN, [id, tx.at.toString()])).length > 0;

export async function readBalances(tx: Tx, ids: readonly CandidacyId[]): Promise<Map<CandidacyId, EnvelopeBalances>> {
  const rows = await tx.query<BalancesRow & Record<string, unknown>>(BALANCES, [ids]);
  return new Map(
    rows.map(({ candidacy_id, committed, awarded, awards }) => [
      candidacy_id,
      { committed: new Map(Object.entries(committed)), awarded: cents(awarded), awards },
    ]),
  );
}

/** Awards by the day they were signed. */
export const readAwards = (tx: Tx, id: CandidacyId): Promise<AwardRow[]> =>
  tx.query<AwardRow & Record<string, unknown>>(AWARDS, [id]);

export async function insertCommitments(
  tx: Tx,
  id: CandidacyId,
  rows: readonly { id: string; funder: string; cents: Cents; label: string | null }[],
): Promise<void> {
  await tx.query(COMMIT, [
    ...[id, tx.at.toString(), tx.actor.seatId],
    rows.map((row) => row.id),
    rows.map((row) => row.funder),
    rows.map((row) => row.cents),
    rows.map((row) => row.label),
  ]);
}

export async function insertAward(
  tx: Tx,
  candidacyId: CandidacyId,
  award: {
    readonly id: string;
    readonly projectId: string | null;
    readonly beneficiary: string;
    readonly cents: Cents;
    readonly form: AwardForm;
    readonly signedOn: string;
    readonly invented: boolean;
  },
): Promise<void> {
  const { id, projectId, beneficiary, form, signedOn, invented } = award;
  await tx.query(AWARD, [
    ...[id, candidacyId, projectId, beneficiary, award.cents, form, signedOn, invented],
    ...[tx.at.toString(), tx.actor.seatId],
  ]);
}
