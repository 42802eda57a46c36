/** The key with which processes under test encrypt secrets at rest. */
export const TEST_SECRET_KEYS = `test:${Buffer.alloc(32, 'rebond').toString('base64')}`;
