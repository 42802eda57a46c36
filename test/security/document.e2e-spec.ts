import { readFileSync } from 'node:fs';

import * as identity from '@rebond/identity';

const { FILE, renewed } = jest.requireActual<{
  readonly FILE: string;
  readonly renewed: (text: string, tables: Pick<typeof identity, 'POLICY' | 'READING' | 'ROLES' | 'ROWS'>) => string;
}>('../../scripts/security-doc.js');

it('docs/security.md says what the policy tables say (node scripts/security-doc.js renews it)', () => {
  const text = readFileSync(FILE, 'utf8');
  expect(text).toBe(renewed(text, identity));
});
