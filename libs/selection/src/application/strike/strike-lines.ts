import { releaseCases } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import type { DecisionListId } from '../../domain/decision-list.js';
import { markStruck } from '../../infrastructure/line-rows.js';
import { listStream } from '../sign.js';

/** Strikes the lines of locked cases that left while their list was frozen; the rest of it stands. */
export async function strikeLines(tx: Tx, id: DecisionListId, left: readonly CandidacyId[]): Promise<void> {
  if (left.length === 0) return;
  const struck = await markStruck(tx, id, left);
  await releaseCases(tx, struck);
  await record(
    tx,
    listStream(id),
    null,
    struck.map((candidacyId) => ({
      action: 'decision-list.line-struck',
      audience: 'state',
      facts: { list: id, candidacy: candidacyId, cause: 'withdrawn' },
    })),
  );
}
