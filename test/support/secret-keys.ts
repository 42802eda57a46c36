import { readConfig, type SecretKeys } from '@rebond/platform';

/** The key with which processes under test encrypt secrets at rest. */
export const TEST_SECRET_KEYS = `test:${Buffer.alloc(32, 'rebond').toString('base64')}`;

/** Keys as a process reads them of its configuration. */
export const secretKeysOf = (text: string): SecretKeys =>
  readConfig({
    DATABASE_URL: 'postgres://rebond@127.0.0.1/rebond',
    SMTP_URL: 'smtp://127.0.0.1:25',
    FILES_DIR: '/nowhere',
    SECRET_KEYS: text,
  }).SECRET_KEYS;
