import { Client } from 'pg';
import type { SeatRole } from '@rebond/identity';
import { api } from '../../../../test/support/api.js';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { startServer, type TestServer } from '../../../../test/support/server.js';
import { CreateTokenCommand } from '../token/create-token.command.js';
import { RevokeTokenCommand } from '../token/revoke-token.command.js';
import { CreateSeatCommand } from './create-seat.command.js';

const environment = process.env;
let database: TestDatabase;
let server: TestServer;
let judge: Client;
/** Standard output, and what is told beside it. */
let out: string[];
let told: string[];

const seat = {
  role: 'bdt_officer' as SeatRole,
  organisation: 'Banque des Territoires',
  title: 'Chargée de l’appel',
  person: 'Camille Exemple',
  email: 'camille@operateur.example',
};
const create = (more: object = {}) => new CreateSeatCommand().run([], { ...seat, ...more });

beforeAll(async () => {
  database = await testDatabase();
  server = await startServer({ database });
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
});
beforeEach(() => {
  process.env = { ...environment, DATABASE_URL: database.appUrl, LOG_LEVEL: 'silent' };
  [out, told] = [[], []];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
});
afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});
afterAll(async () => {
  await judge.end();
  await server.stop();
  await database.drop();
});

const organisations = async () =>
  (await judge.query<object>('select kind, name, siren, mailbox from identity.organisation order by name')).rows;

it('seats a person in an organisation that it registers; a token for the seat opens the API, until it is revoked', async () => {
  await create();
  await new CreateTokenCommand().run([], { seat: out[0] ?? '', days: '1' });
  const holder = api(server.url, out[1]);
  expect((await holder.get('/api/me')).body).toMatchObject({ role: 'bdt_officer', seatId: out[0] });
  const [, token = ''] = /^Jeton (\S+) du siège/.exec(told.at(-1) ?? '') ?? [];

  await new RevokeTokenCommand().run([token]);
  expect(told.at(-1)).toBe(`Jeton ${token} révoqué.`);
  expect((await holder.get('/api/me')).body).toMatchObject({ status: 401, code: 'bad-token' });
  await expect(new RevokeTokenCommand().run([token])).rejects.toMatchObject({ code: 'unknown-token' });
});

it('takes an organisation up again: by its name, an EPCI by its SIREN', async () => {
  await create({ email: 'autre@operateur.example' });
  await create({ role: 'epci_lead', organisation: 'Alès Agglomération', siren: '200066918' });
  await create({ role: 'epci_member', organisation: 'CA Alès', siren: '200066918' });
  expect(await organisations()).toEqual([
    { kind: 'epci', name: 'Alès Agglomération', siren: '200066918', mailbox: 'camille@operateur.example' },
    { kind: 'bdt', name: 'Banque des Territoires', siren: null, mailbox: 'camille@operateur.example' },
  ]);
});

it('is in the audit log, in the name of the system', async () => {
  const { rows } = await judge.query<{ action: string; role: string }>(
    `select action, canonical::jsonb ->> 'role' as role from platform.audit_entry group by 1, 2 order by 1`,
  );
  expect(rows).toEqual(
    ['organisation.created', 'seat.created', 'token.created', 'token.revoked'].map((action) => ({
      action,
      role: 'system',
    })),
  );
});

it('writes nothing of what is wrong', async () => {
  const before = await organisations();
  await expect(create({ organisation: 'Nouvelle', email: 'camille' })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(create({ organisation: 'Nouvelle', mailbox: 'a@b.example', email: 'camille' })).rejects.toMatchObject({
    code: 'invalid-input',
    faults: [{ pointer: '/holder/email' }],
  });
  await expect(create({ organisation: 'Nouvelle', siren: '123456789' })).rejects.toMatchObject({
    faults: [{ pointer: '/siren', detail: 'SIREN invalide.' }],
  });
  expect(() => new CreateSeatCommand().role('roi')).toThrow('Fonction « roi » inconnue');
  await expect(new RevokeTokenCommand().run(['jeton'])).rejects.toMatchObject({ code: 'bad-token-id' });
  expect(await organisations()).toEqual(before);
});
