import type { Client } from 'pg';

import { cloneFrom, ensureTemplate, migrated, type TestDatabase } from './database.js';
import type { TestRun } from './run.js';

const mapped = async (run: TestRun, client: Client): Promise<string> =>
  ensureTemplate(run, client, 'mapped', await migrated(run, client), async (database) => {
    // Loaded by the one file that fills the template, not by all that clone.
    const [{ asSystem }, { loadTerritories }] = await Promise.all([
      import('./seats.js'),
      import('@rebond/territories'),
    ]);
    await asSystem(database, Temporal.Instant.from('2022-01-01T00:00:00Z'), (tx) => loadTerritories(tx));
  });

/** As `testDatabase`, with the administrative map of the installed vintage. */
export const mappedDatabase = (): Promise<TestDatabase> => cloneFrom(mapped);
