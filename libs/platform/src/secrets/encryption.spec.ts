import { decrypt, encrypt } from './encryption.js';
import { newSecretKey, secretKeys, type SecretKeys } from './secret-keys.js';

const [first, second] = [newSecretKey('k1'), newSecretKey('k2')];
const keys = (...texts: readonly string[]): SecretKeys => secretKeys.parse(texts.join(' '));

describe('a secret at rest', () => {
  it('is read again by who has the key, and lies there readable by nobody', () => {
    const hidden = encrypt(keys(first), 'JBSWY3DPEHPK3PXP', 'person:1');
    expect(hidden).toEqual({ keyId: 'k1', text: expect.not.stringContaining('JBSWY3DPEHPK3PXP') });
    expect(decrypt(keys(first), hidden, 'person:1')).toBe('JBSWY3DPEHPK3PXP');
  });

  it('is never the same twice', () => {
    expect(encrypt(keys(first), 'a', 'x').text).not.toBe(encrypt(keys(first), 'a', 'x').text);
  });

  it('stays readable after a new key comes before the one that encrypted it', () => {
    const hidden = encrypt(keys(first), 'a', 'x');
    expect(decrypt(keys(second, first), hidden, 'x')).toBe('a');
    expect(encrypt(keys(second, first), 'a', 'x').keyId).toBe('k2');
  });

  it('says which key is missing', () => {
    expect(() => decrypt(keys(second), encrypt(keys(first), 'a', 'x'), 'x')).toThrow('no key « k1 »');
  });

  it.each([
    ['in another’s row', (text: string) => text, 'person:2'],
    ['with one bit changed', (text: string) => flipped(text), 'person:1'],
    ['cut short', (text: string) => text.slice(0, 20), 'person:1'],
    ['under another key of the same name', (text: string) => text, 'person:1', keys(newSecretKey('k1'))],
  ])('is refused %s', (_, change, owner, others = keys(first)) => {
    const { keyId, text } = encrypt(keys(first), 'secret', 'person:1');
    expect(() => decrypt(others, { keyId, text: change(text) }, owner)).toThrow();
  });
});

function flipped(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  return bytes.toString('base64url');
}

describe('SECRET_KEYS', () => {
  it.each([
    ['nothing', ''],
    ['a key without a name', newSecretKey('k').slice(2)],
    ['too short a key', `k1:${Buffer.alloc(16).toString('base64')}`],
    ['two keys of one name', `${first} ${newSecretKey('k1')}`],
    ['a key and something else', `${first},abc`],
  ])('is not %s', (_, text) => expect(secretKeys.safeParse(text).success).toBe(false));

  it('is one key or several, parted by commas or spaces', () => {
    expect(secretKeys.parse(`${first}, ${second}`).map(({ id }) => id)).toEqual(['k1', 'k2']);
  });
});
