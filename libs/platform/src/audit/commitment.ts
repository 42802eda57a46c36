import { randomBytes } from 'node:crypto';
import type { Json } from '@rebond/kernel';
import { payloadHash } from './journal.js';

/** What the journal keeps of a text that it doesn't hold, and the salt that stays beside the text. */
export interface Commitment {
  /** 16 bytes in hexadecimal; whoever may read the text may read it. */
  readonly salt: string;
  /** SHA-256 in hexadecimal of the salt and of the text's canonical JSON (RFC 8785). */
  readonly commitment: string;
}

/**
 * Binds the journal to a content without saying it: a mark out of four could be guessed from a bare hash, and the journal's
 * readers are more than the text's. Erased with its text, the salt leaves a hash that tells nothing.
 */
export function commitTo(content: Json): Commitment {
  const salt = randomBytes(16);
  return { salt: salt.toString('hex'), commitment: payloadHash(salt, content) };
}
