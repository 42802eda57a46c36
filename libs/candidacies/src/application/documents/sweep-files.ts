import type { Clock } from '@rebond/kernel';
import { statement, sweepStore, type Files, type Swept, type Transactions, type Tx } from '@rebond/platform';

/** After it an upload is taken as given up. */
const KEPT = Temporal.Duration.from({ hours: 48 });

const KNOWN = statement(
  'documents_known',
  `select sha256 from candidacies.document where sha256 = any ($1::text[])
   union select sha256 from candidacies.message_file where sha256 = any ($1::text[])
   union select sha256 from platform.kept_content where sha256 = any ($1::text[])`,
);

async function known(tx: Tx, sha256: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ sha256: string }>(KNOWN, [sha256]);
  return new Set(rows.map((row) => row.sha256));
}

/**
 * Removes from FILES_DIR what no row owns and nobody touched for 48 hours: contents left by a crash between their move
 * and their row, and unfinished uploads. Documents of cases, files of messages and
 * what rooms keep for later own the store.
 */
export const sweepFiles = (transactions: Transactions, files: Files, clock: Clock): Promise<Swept> =>
  sweepStore(transactions, files, clock.now().subtract(KEPT), known);
