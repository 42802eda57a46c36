import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, countedAnswers } from '@rebond/calls';
import { AbsentError, RefusedError, type CandidacyId, say, type Siren } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { answersSeen, caseSeen } from '../read/answers-seen.js';
import { definitionOf } from '../read/definition-of.js';
import { snapshotOf } from '../read/deposits.js';
import { differences, type FieldDifference } from './difference.js';
import { remapTexts } from './remap.js';

const deposit = z.coerce.number().pipe(z.int().min(1).max(10_000));

export const differencesQuery = z
  .strictObject({
    /** Number of the earlier deposit of this case; without it, the previous candidacy. */
    from: deposit.optional(),
    /** Number of the later deposit of this case; without it, its answers now. */
    to: deposit.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    message: say`Le premier dépôt précède le second.`,
    path: ['to'],
  });
export type DifferencesQuery = z.output<typeof differencesQuery>;

/** One of the two files compared; `deposit` is null for answers as they stand now. */
type FileRef = { readonly candidacyId: string; readonly deposit: number | null; readonly at: string | null };

export type Differences = {
  readonly from: FileRef;
  readonly to: FileRef;
  readonly perimeter: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly fields: readonly FieldDifference[];
};

interface File {
  readonly ref: FileRef;
  readonly perimeter: readonly Siren[];
  readonly answers: Readonly<Record<string, unknown>>;
}

const HASHES = statement(
  'documents_hashes',
  `select id, sha256 from candidacies.document where candidacy_id = any ($1::uuid[])`,
);

/** What a territory changed: since its previous candidacy, or between two deposits. */
@Injectable()
export class CompareFiles {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /** @throws RefusedError `nothing-to-compare`; AbsentError when there is no such deposit */
  async compare(tx: Tx, id: CandidacyId, { from, to }: DifferencesQuery): Promise<Differences> {
    const candidacy = await this.cases.read(tx, id);
    const before = from === undefined ? await this.previous(tx, candidacy) : await this.frozen(tx, candidacy, from);
    const after = to === undefined ? await this.now(tx, candidacy) : await this.frozen(tx, candidacy, to);
    // A redeposit gives documents new ids: they are the same when their content is.
    const rows = await tx.query<{ id: string; sha256: string }>(HASHES, [[id, before.ref.candidacyId]]);
    const hashes = new Map(rows.map((row) => [row.id, `sha256:${row.sha256}`]));
    const named = (file: File) => remapTexts(file.answers, hashes) as Record<string, unknown>;
    return {
      from: before.ref,
      to: after.ref,
      perimeter: {
        added: after.perimeter.filter((siren) => !before.perimeter.includes(siren)),
        removed: before.perimeter.filter((siren) => !after.perimeter.includes(siren)),
      },
      fields: differences(await definitionOf(tx, this.calls, candidacy), named(before), named(after)),
    };
  }

  /** The last deposit of the previous candidacy, or its answers when it was never deposited. */
  private async previous(tx: Tx, { previousId }: Candidacy): Promise<File> {
    if (previousId === null)
      throw new RefusedError('nothing-to-compare', say`Cette candidature ne reprend aucun dossier précédent.`);
    const previous = await this.cases.read(tx, previousId);
    return (await snapshotFile(tx, previous, null)) ?? this.now(tx, previous);
  }

  private async now(tx: Tx, candidacy: Candidacy): Promise<File> {
    const definition = await definitionOf(tx, this.calls, candidacy);
    const { document } = await answersSeen(tx, candidacy);
    const { cutoffAt } = await this.calls.wave(tx, candidacy.waveId);
    return {
      ref: { candidacyId: candidacy.id, deposit: null, at: null },
      perimeter: (await caseSeen(tx, candidacy, cutoffAt)).perimeter,
      answers: countedAnswers(definition, document),
    };
  }

  private async frozen(tx: Tx, candidacy: Candidacy, n: number): Promise<File> {
    const file = await snapshotFile(tx, candidacy, n);
    if (!file) throw new AbsentError();
    return file;
  }
}

async function snapshotFile(tx: Tx, { id }: Candidacy, n: number | null): Promise<File | null> {
  const snapshot = await snapshotOf(tx, id, n);
  if (!snapshot) return null;
  const { perimeter, answers, at } = snapshot;
  return { ref: { candidacyId: id, deposit: snapshot.n, at: at.toString() }, perimeter, answers };
}
