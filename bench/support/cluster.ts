import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '@rebond/platform';
import { Client } from 'pg';

/** A migrated database: its owner, who sees everything, and the application's login under row-level security. */
export interface BenchDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

const LOGIN = 'rebond_bench';
const PASSWORD = 'bench';

/** Embedded PostgreSQL with the product's own settings (fsync on) in a temporary folder. */
export class Cluster {
  private constructor(
    readonly folder: string,
    private postgres: EmbeddedPostgres,
  ) {}

  static async start(): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), 'rebond-bench-'));
    return new Cluster(folder, await launch(folder));
  }

  /** Starts the server anew, with these settings beside the product's. */
  async restart(settings: Readonly<Record<string, string>>): Promise<void> {
    await this.postgres.stop();
    this.postgres = await launch(this.folder, settings);
  }

  urls(name: string): BenchDatabase {
    const ownerUrl = this.postgres.url(name);
    const app = new URL(ownerUrl);
    app.username = LOGIN;
    app.password = PASSWORD;
    return { ownerUrl, appUrl: app.href };
  }

  async database(name: string): Promise<BenchDatabase> {
    await asOwner(this.postgres.url(), (owner) => owner.query(`create database ${name}`));
    const urls = this.urls(name);
    await migrate(urls);
    return urls;
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

const launch = (folder: string, settings: Readonly<Record<string, string>> = {}): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), settings });

export async function asOwner<T>(url: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
