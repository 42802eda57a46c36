import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import {
  compareMigrations,
  Health,
  probeQueues,
  statement,
  SYSTEM,
  SystemClock,
  Transactions,
  type Config,
} from '@rebond/platform';

/** One part of an installation: what was found there, or an error that says what is wrong. */
export interface Check {
  readonly part: string;
  readonly examine: (config: Config) => Promise<string>;
}

const PATIENCE_MS = 5_000;

async function withClient<T>(config: Config, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: config.DATABASE_URL, connectionTimeoutMillis: PATIENCE_MS });
  client.on('error', () => undefined); // the query under way says it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function withDataSource<T>(config: Config, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = new DataSource({
    ...{ type: 'postgres', url: config.DATABASE_URL, poolSize: 1, installExtensions: false },
    extra: { connectionTimeoutMillis: PATIENCE_MS },
  });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

const database = (config: Config): Promise<string> =>
  withClient(config, async (client) => {
    const { pending, unknown } = await compareMigrations(client);
    if (unknown.length > 0) throw new Error(`schéma d'une version plus récente que celle-ci (${unknown.join(', ')})`);
    if (pending.length > 0) throw new Error(`à mettre au schéma par « rebond migrate » (${pending.join(', ')})`);
    return 'joignable, au schéma de cette version';
  });

const ROLE = `select rolname, rolsuper or rolbypassrls as bypasses,
                     exists (select 1 from pg_namespace n where n.nspname = 'platform' and n.nspowner = r.oid) as owns
                from pg_roles r where rolname = current_user`;

/** Row-level security does not hold back a superuser, nor the owner of the tables. */
const role = (config: Config): Promise<string> =>
  withClient(config, async (client) => {
    const { rows } = await client.query<{ rolname: string; bypasses: boolean; owns: boolean }>(ROLE);
    const [found] = rows;
    if (!found || found.bypasses || found.owns)
      throw new Error(`« ${found?.rolname ?? ''} » passe outre les droits sur les lignes : donnez un rôle ordinaire`);
    return `« ${found.rolname} », soumis aux droits sur les lignes`;
  });

const clocks = (config: Config): Promise<string> =>
  withDataSource(config, async (dataSource) => {
    const { checks } = await new Health(dataSource, config, new SystemClock()).readiness();
    if (checks['clocks'] === undefined) throw new Error('la base ne donne pas son heure');
    if (config.CLOCK === 'simulated') return 'horloge simulée, de démonstration';
    if (checks['clocks'] !== 'ok') throw new Error(`celles du serveur et de la base diffèrent (${checks['clocks']})`);
    return 'serveur et base à la même heure';
  });

async function queues(config: Config): Promise<string> {
  const waiting = await probeQueues(config);
  return `joignables (${config.REDIS_URL === undefined ? 'PostgreSQL' : 'Redis'}), ${waiting} tâches en attente`;
}

async function smtp(config: Config): Promise<string> {
  const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  const transport = createTransport({ url: config.SMTP_URL, ...patience });
  try {
    await transport.verify();
    return `le serveur de courriel répond (${new URL(config.SMTP_URL).host})`;
  } finally {
    transport.close();
  }
}

async function writable(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const probe = join(folder, `.rebond-doctor-${randomUUID()}`);
  await writeFile(probe, '', { flag: 'wx' });
  await rm(probe);
  return `${folder} s'écrit`;
}

const PARKED = statement(
  'doctor_parked',
  `select (select count(*) from platform.delivery where parked_at is not null)::int as deliveries,
          (select count(*) from platform.mail where parked_at is not null)::int as mails,
          (select count(*) from reminders.reminder where parked_at is not null)::int as reminders`,
);

const parked = (config: Config): Promise<string> =>
  withDataSource(config, async (dataSource) => {
    const transactions = new Transactions(dataSource, new SystemClock());
    const [found] = await transactions.run(SYSTEM, (tx) =>
      tx.query<{ deliveries: number; mails: number; reminders: number }>(PARKED),
    );
    const { deliveries = 0, mails = 0, reminders = 0 } = found ?? {};
    if (deliveries + mails + reminders === 0) return 'aucun message, courriel ou rappel abandonné';
    throw new Error(
      `abandonnés après plusieurs essais : messages ${deliveries}, courriels ${mails}, rappels ${reminders}`,
    );
  });

/** In the order in which they are told; each stands alone. */
export const CHECKS: readonly Check[] = [
  { part: 'Base de données', examine: database },
  { part: 'Rôle de la base', examine: role },
  { part: 'Horloges', examine: clocks },
  { part: 'Files de tâches', examine: queues },
  { part: 'Courriel', examine: smtp },
  { part: 'Fichiers', examine: (config) => writable(config.FILES_DIR) },
  {
    part: 'Scellés',
    examine: ({ AUDIT_SEAL_DIR, AUDIT_SEAL_TO }) =>
      AUDIT_SEAL_DIR === undefined
        ? Promise.resolve(
            AUDIT_SEAL_TO === undefined
              ? 'ils ne quittent pas le système (AUDIT_SEAL_TO, AUDIT_SEAL_DIR)'
              : `envoyés à ${AUDIT_SEAL_TO}`,
          )
        : writable(AUDIT_SEAL_DIR),
  },
  { part: 'Travaux', examine: parked },
];
