import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { makeHttp, makeLogger, newSecretKey, readConfig, type Config } from '@rebond/platform';
import { ServerModule } from '../../apps/server/src/server.module.js';
import { caseId, makeCases, officeIds, openCall, SAMPLE, type OpenCall } from './cases.js';
import { asOwner, type BenchDatabase, type Cluster } from './cluster.js';
import { recorded } from './recorder.js';
import { marksOf, type Marks, type Recording } from './script.js';

export const ROOT = join(__dirname, '../../..');

const SECRET_KEYS = newSecretKey('bench');

export const environment = (database: BenchDatabase, folder: string): Record<string, string> => ({
  NODE_ENV: 'production',
  DATABASE_URL: database.appUrl,
  SMTP_URL: 'smtp://127.0.0.1:9',
  FILES_DIR: join(folder, 'files'),
  SECRET_KEYS,
  // One seat and one address ask for what thousands do.
  RATE_LIMIT_SEAT: '0',
  RATE_LIMIT_ADDRESS: '0',
});

/** The product's modules in this process, not listening. */
export async function productIn(
  database: BenchDatabase,
  folder: string,
  pool: number,
): Promise<{ app: NestFastifyApplication; config: Config }> {
  const config = readConfig({
    ...environment(database, folder),
    DATABASE_POOL: String(pool),
    LOG_LEVEL: 'error',
  });
  const app = await makeHttp(ServerModule.forRoot(config), config, makeLogger(config, 'bench'));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, config };
}

/** A database with deposited cases, and the product in this process on it. */
export class CaseStand {
  private recordings = 0;

  private constructor(
    readonly database: BenchDatabase,
    readonly folder: string,
    readonly app: NestFastifyApplication,
    readonly call: OpenCall,
    readonly cases: number,
  ) {}

  static async begin(cluster: Cluster, name: string, cases: number, pool: number): Promise<CaseStand> {
    const database = await cluster.database(name);
    const { app } = await productIn(database, cluster.folder, pool);
    const call = await openCall(app, readFileSync(join(ROOT, 'calls/rebond-industriel.yaml'), 'utf8'));
    await asOwner(database.ownerUrl, (owner) => makeCases(owner, cases, call));
    return new CaseStand(database, cluster.folder, app, call, cases);
  }

  /** The statements of one transaction on the sample case. */
  async record(work: (marks: Marks) => Promise<unknown>): Promise<Recording> {
    const marks = marksOf(this.recordings);
    this.recordings += 1;
    const id = caseId(SAMPLE);
    await asOwner(this.database.ownerUrl, async (owner) => {
      await owner.query('update candidacies.candidacy set version = $2 where id = $1', [id, marks.version]);
      await owner.query(`update platform.audit_stream set seq = $2 where stream = 'candidacy:' || $1`, [id, marks.seq]);
      await owner.query(
        `insert into candidacies.deposit
           (candidacy_id, n, received_at, receipt_number, definition_version, snapshot, digest)
         select candidacy_id, k, received_at, receipt_number, definition_version, snapshot, digest
           from candidacies.deposit, generate_series(2, $2::int) k
          where candidacy_id = $1 and n = 1 on conflict do nothing`,
        [id, marks.deposits],
      );
    });
    const known = [...Object.values(officeIds), this.call.callId, this.call.waveId];
    return { sent: await recorded(() => work(marks)), marks, known };
  }

  async end(): Promise<void> {
    await this.app.close();
  }
}
