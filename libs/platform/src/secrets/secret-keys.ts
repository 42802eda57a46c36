import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A key of AES-256, under the name that what it encrypted carries. */
export interface SecretKey {
  readonly id: string;
  readonly key: Buffer;
}

/** The first encrypts, all of them decrypt. */
export type SecretKeys = readonly [SecretKey, ...SecretKey[]];

const BYTES = 32;
const ENTRY = /^([a-z0-9][a-z0-9-]{0,31}):([A-Za-z0-9+/]{43}=)$/;

function keyOf(text: string): SecretKey | null {
  const [, id, base64] = ENTRY.exec(text) ?? [];
  return id === undefined || base64 === undefined ? null : { id, key: Buffer.from(base64, 'base64') };
}

function keysOf(text: string): SecretKeys | null {
  const found = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const [first, ...others] = found.map(keyOf).filter((key) => key !== null);
  if (first === undefined || others.length + 1 < found.length) return null;
  const names = new Set([first, ...others].map(({ id }) => id));
  return names.size < found.length ? null : [first, ...others];
}

/** `name:key` with 32 bytes in base64, several parted by spaces or commas, each under a name of its own. */
export const secretKeys = z.string().transform((text, context): SecretKeys => {
  const keys = keysOf(text);
  if (keys !== null) return keys;
  context.addIssue({
    code: 'custom',
    message:
      'Une ou plusieurs clés « nom:base64 de 32 octets » aux noms distincts, par exemple k1:$(openssl rand -base64 32).',
  });
  return z.NEVER;
});

/** A fresh key as the configuration takes it. */
export const newSecretKey = (id: string): string => `${id}:${randomBytes(BYTES).toString('base64')}`;
