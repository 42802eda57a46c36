import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const BYTES = 32;

const xor = (one: Buffer, other: Buffer): Buffer => Buffer.from(one.map((byte, i) => byte ^ (other[i] ?? 0)));

/**
 * What every form of a session carries: derived from its secret, so that nothing is stored and no other site knows it,
 * under a mask drawn each time, so that no two pages hold the same text and the length of compressed pages tells
 * nothing of it.
 */
export function csrfOf(sessionToken: string): string {
  const mask = randomBytes(BYTES);
  const hidden = xor(createHmac('sha256', sessionToken).update('csrf').digest(), mask);
  return Buffer.concat([mask, hidden]).toString('base64url');
}

function unmasked(token: string): Buffer | null {
  const bytes = Buffer.from(token, 'base64url');
  return bytes.length === 2 * BYTES ? xor(bytes.subarray(0, BYTES), bytes.subarray(BYTES)) : null;
}

/** Whether a token that came back is of the session that this one was made for. */
export function isSameCsrf(given: unknown, expected: string): boolean {
  const [one, other] = [typeof given === 'string' ? unmasked(given) : null, unmasked(expected)];
  return one !== null && other !== null && timingSafeEqual(one, other);
}
