import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { AbsentError, isSiren, type PersonId, say, type Siren } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { INTEREST_KINDS, type InterestKind } from '../../domain/recusals.js';

export const interestInput = z.strictObject({
  kind: z.enum(INTEREST_KINDS),
  siren: z
    .string()
    .transform((typed) => typed.replaceAll(/\s/g, ''))
    .refine(isSiren, say`Un SIREN a neuf chiffres et une clé valide.`),
});
export type InterestInput = z.output<typeof interestInput>;

/** A type, so that it is JSON. */
export type Interest = { readonly id: string; readonly kind: InterestKind; readonly siren: Siren };

const INSERT = statement(
  'interest_insert',
  `insert into identity.interest (id, person_id, kind, siren, declared_at) values ($1, $2, $3, $4, $5)
   on conflict (person_id, kind, siren) where ended_at is null do nothing`,
);
const LIST = statement(
  'interest_list',
  `select id, kind, siren from identity.interest where person_id = $1 and ended_at is null order by declared_at, id`,
);
const FINISH = statement(
  'interest_end',
  `update identity.interest set ended_at = $3 where id = $1 and person_id = $2 and ended_at is null returning id`,
);

/** What the person has declared of themselves; the system's question, in the person's name. */
export const interestsOf = (tx: Tx, personId: PersonId): Promise<Interest[]> =>
  tx.query<Interest & Record<string, unknown>>(LIST, [personId]);

export async function declareInterest(tx: Tx, personId: PersonId, { kind, siren }: InterestInput): Promise<void> {
  await tx.query(INSERT, [randomUUIDv7(), personId, kind, siren, tx.at.toString()]);
}

/** @throws AbsentError when it is not the person's, or has ended */
export async function endInterest(tx: Tx, personId: PersonId, id: string): Promise<void> {
  if ((await tx.query(FINISH, [id, personId, tx.at.toString()])).length === 0) throw new AbsentError();
}
