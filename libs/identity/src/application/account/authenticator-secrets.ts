import type { PersonId } from '@rebond/kernel';
import { decrypt, encrypt, statement, type Encrypted, type SecretKeys, type Tx } from '@rebond/platform';

const OLD = statement(
  'totp_under_another_key',
  `select person_id, secret, key_id from identity.totp
    where key_id is null or key_id = any($1::text[]) for update skip locked`,
);
const RENEW = statement(
  'totp_renew',
  `update identity.totp t set secret = n.secret, key_id = $3
     from unnest($1::uuid[], $2::text[]) as n(person_id, secret) where t.person_id = n.person_id`,
);

/** An authenticator's secret as its row holds it. */
export interface KeptSecret {
  readonly secret: string;
  /** Null in rows of older versions, which hold it readable until a worker starts. */
  readonly key_id: string | null;
}

const ownerOf = (personId: string): string => `totp:${personId}`;

export const hideSecret = (keys: SecretKeys, personId: string, secret: string): Encrypted =>
  encrypt(keys, secret, ownerOf(personId));

/** @throws Error when its key is not configured, or the row holds another person's */
export const revealSecret = (keys: SecretKeys, personId: string, { secret, key_id: keyId }: KeptSecret): string =>
  keyId === null ? secret : decrypt(keys, { keyId, text: secret }, ownerOf(personId));

/**
 * Encrypts with the first key what lies readable or under a former key. Rows whose key is not configured are left.
 * @returns how many
 */
export async function renewSecrets(tx: Tx, keys: SecretKeys): Promise<number> {
  const [{ id: current }, ...former] = keys;
  const rows = await tx.query<KeptSecret & { person_id: PersonId }>(OLD, [former.map(({ id }) => id)]);
  if (rows.length === 0) return 0;
  const renewed = rows.map((row) => hideSecret(keys, row.person_id, revealSecret(keys, row.person_id, row)).text);
  await tx.query(RENEW, [rows.map((row) => row.person_id), renewed, current]);
  return rows.length;
}
