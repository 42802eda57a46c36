import { randomInt } from 'node:crypto';
import type { PersonId } from '@rebond/kernel';
import { sha256, statement, type Tx } from '@rebond/platform';

const COUNT = 10;
/** Without letters and digits that are read for one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 12;

const FORGET = statement('recovery_forget', 'delete from identity.recovery_code where person_id = $1');
const INSERT = statement(
  'recovery_insert',
  'insert into identity.recovery_code (person_id, hash, created_at) select $1, h, $3 from unnest($2::bytea[]) as c(h)',
);
const USE = statement(
  'recovery_use',
  `update identity.recovery_code set used_at = $3 where person_id = $1 and hash = $2 and used_at is null
   returning 1 as one`,
);
const LEFT = statement(
  'recovery_left',
  'select count(*)::int as left from identity.recovery_code where person_id = $1 and used_at is null',
);

const hashOf = (personId: string, code: string): Buffer => sha256(personId, ' ', code);

const oneCode = (): string => Array.from({ length: LENGTH }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('');

/** Ten new codes in place of the former ones, as people read them: `abcd-efgh-jkmn`. Their hashes alone are kept. */
export async function newRecoveryCodes(tx: Tx, personId: PersonId): Promise<readonly string[]> {
  const codes = Array.from({ length: COUNT }, oneCode);
  await tx.query(FORGET, [personId]);
  await tx.query(INSERT, [personId, codes.map((code) => hashOf(personId, code)), tx.at.toString()]);
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
}

/** @param code without its hyphens. @returns whether it was one, and had not served */
export const useRecoveryCode = async (tx: Tx, personId: PersonId | null, code: string): Promise<boolean> =>
  (await tx.query(USE, [personId, hashOf(personId ?? '', code), tx.at.toString()])).length > 0;

export const recoveryCodesLeft = async (tx: Tx, personId: PersonId): Promise<number> =>
  (await tx.query<{ left: number }>(LEFT, [personId]))[0]?.left ?? 0;
