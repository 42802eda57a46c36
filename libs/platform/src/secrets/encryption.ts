import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKeys } from './secret-keys.js';

/** A secret as it lies in a row. */
export interface Encrypted {
  readonly keyId: string;
  /** Base64url of nonce, tag and cipher text. */
  readonly text: string;
}

const CIPHER = 'aes-256-gcm';
/** Lengths in bytes (NIST SP 800-38D §8.2.2): a nonce is drawn for each text. */
const NONCE = 12;
const TAG = 16;

/**
 * Encrypts and authenticates a text with the first key.
 * @param owner what the secret belongs to: in another's row it does not decrypt
 */
export function encrypt([{ id, key }]: SecretKeys, plain: string, owner: string): Encrypted {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(owner));
  const hidden = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return { keyId: id, text: Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url') };
}

/** @throws Error when the key is not configured, or the text was changed or is another owner's */
export function decrypt(keys: SecretKeys, { keyId, text }: Encrypted, owner: string): string {
  const found = keys.find(({ id }) => id === keyId);
  if (!found) throw new Error(`SECRET_KEYS has no key « ${keyId} »`);
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv(CIPHER, found.key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
}
