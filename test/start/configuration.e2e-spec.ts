import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_SECRET_KEYS } from '../support/secret-keys.js';
import { COMMAND, ProductProcess, SERVER, WORKER } from './process.js';

const COMPLETE = {
  DATABASE_URL: 'postgres://rebond@127.0.0.1:9/rebond',
  SMTP_URL: 'smtp://127.0.0.1:9',
  FILES_DIR: '/nonexistent',
  SECRET_KEYS: TEST_SECRET_KEYS,
};
const OLD = { options: ['--import', 'data:text/javascript,delete globalThis.Temporal'] };

describe.each([
  ['the server', SERVER],
  ['the worker', WORKER],
])('%s', (_, file) => {
  it('lists every fault of its configuration at once, in French, and ends with 1', async () => {
    const { code, stdout, stderr } = await ProductProcess.start(file, {
      NODE_ENV: 'production',
      CLOCK: 'simulated',
      DATABASE_URL: 'mysql://x/y',
      DATABASE_POOL: '1',
      SECRET_KEYS: 'k1:c2hvcnQ=',
      PORT: '70000',
      LOG_LEVEL: 'loud',
    }).ended;
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        'Configuration refusée :',
        '  DATABASE_URL : Cette adresse (URL) est invalide.',
        '  DATABASE_POOL : Au moins 2.',
        '  SMTP_URL : Valeur obligatoire absente.',
        '  FILES_DIR : Valeur obligatoire absente.',
        '  SECRET_KEYS : Une ou plusieurs clés « nom:base64 de 32 octets » aux noms distincts, par exemple k1:$(openssl rand -base64 32).',
        '  PORT : Au plus 65\u202f535.',
        '  LOG_LEVEL : Une de ces valeurs : fatal, error, warn, info, debug, trace, silent.',
        "  CLOCK : L'horloge simulée est refusée en production.",
        '',
      ].join('\n'),
    });
  });

  it('refuses the simulated clock in production, and that alone when all else is right', async () => {
    const variables = { ...COMPLETE, NODE_ENV: 'production', CLOCK: 'simulated' };
    expect(await ProductProcess.start(file, variables).ended).toEqual({
      code: 1,
      stdout: '',
      stderr: "Configuration refusée :\n  CLOCK : L'horloge simulée est refusée en production.\n",
    });
  });

  it('refuses an older Node in one sentence', async () => {
    const { code, stderr } = await ProductProcess.start(file, COMPLETE, OLD).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Rebond demande Node 26 ou plus récent, et celui-ci est v[\d.]+\.\n$/);
  });
});

it('the server refuses a language whose file would say something else, naming each message', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'languages-'));
  writeFileSync(join(folder, 'en.json'), JSON.stringify({ 'Plus de {0}.': 'More than {1}.', Conflit: 'Conflict' }));
  expect(await ProductProcess.start(SERVER, { ...COMPLETE, LANGUAGES_DIR: folder }).ended).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Langues refusées :\n  en.json : Plus de {0}. : arguments attendus : 0 ; donnés : 1\n',
  });
});

it('the command line refuses an older Node in one sentence', async () => {
  const { code, stdout, stderr } = await ProductProcess.start(COMMAND, {}, { ...OLD, args: ['demo'] }).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^Rebond demande Node 26 ou plus récent, et celui-ci est v[\d.]+ : lancez « npm ci », .*\n$/);
});
