import { Injectable } from '@nestjs/common';
import { ArchiveParts, CASE_EXPORTED, Cases, type ArchiveContributor, type Candidacy } from '@rebond/candidacies';
import { scopeOf, type Role } from '@rebond/identity';
import { type CandidacyId, ForbiddenError, InFrench, say } from '@rebond/kernel';
import {
  Files,
  inTheNameOf,
  readAs,
  record,
  SYSTEM,
  Transactions,
  zipOf,
  type RequestContext,
  type Tx,
  type Zip,
  type ZipEntry,
} from '@rebond/platform';
import { partFile, withManifest, type ArchiveFile } from './manifest.js';
import { STANDING_FILES } from './standing-files.js';
import { exportStream } from './taken.js';

export interface CaseArchive extends Zip {
  /** Without extension. */
  readonly name: string;
  /** To be noted by whoever takes the archive: it stands for all of it. */
  readonly manifestSha256: string;
}

/** Who takes an archive, and when. */
export type Taker = Pick<RequestContext, 'actor' | 'receivedAt' | 'traceId'>;

/** The whole machinery reads, entries addressed to the system alone included; parts leave out what the reader is not told. */
const MACHINERY = { ...SYSTEM, audiences: [...SYSTEM.audiences, 'system'], readOnly: true };

/** A case with everything that its reader may see of it, in one archive that proves itself. */
@Injectable()
export class ExportCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly parts: ArchiveParts,
    private readonly files: Files,
  ) {}

  /**
   * Read in one snapshot; the act is in the journal, with the manifest's hash, before the first byte leaves; contents of the
   * store are streamed after that, outside any transaction. What the store has lost is left out, and missed by the manifest.
   * @throws AbsentError when the case does not exist or is hidden
   * @throws ForbiddenError `not-allowed`
   */
  async export(taker: Taker, id: CandidacyId): Promise<CaseArchive> {
    const { actor, receivedAt: at, traceId } = taker;
    if (scopeOf(actor.role as Role, 'candidacy.export') === null)
      throw new ForbiddenError('not-allowed', say`Cette fonction n’exporte pas de dossier.`);
    const { candidacy, files } = await this.transactions.run({ ...actor, readOnly: true }, (tx) => this.read(tx, id), {
      ...{ at, traceId, snapshot: true },
    });
    const parts = this.parts.of(actor.role as Role).map(({ spec }) => spec.key);
    const archive = withManifest(candidacy, actor, parts, [...STANDING_FILES, ...files]);
    const entries = await this.entriesOf(archive.files);
    await this.note(taker, id, archive.manifestSha256);
    return {
      ...zipOf(entries),
      name: `dossier-${candidacy.receiptNumber ?? id}`,
      manifestSha256: archive.manifestSha256,
    };
  }

  @InFrench
  private async read(tx: Tx, id: CandidacyId): Promise<{ candidacy: Candidacy; files: readonly ArchiveFile[] }> {
    const candidacy = await this.cases.read(tx, id);
    const files: ArchiveFile[] = [];
    for (const { spec, contributor } of this.parts.of(tx.actor.role as Role)) {
      const brought = await (spec.bySystem
        ? readAs(tx, MACHINERY, (all) => this.bring(contributor, all, candidacy, tx))
        : this.bring(contributor, tx, candidacy, tx));
      files.push(...brought.map((file) => partFile(spec.key, file)));
    }
    return { candidacy, files };
  }

  private bring(contributor: ArchiveContributor, tx: Tx, candidacy: Candidacy, { actor }: Tx) {
    return contributor.files(tx, candidacy, actor);
  }

  private async entriesOf(files: readonly ArchiveFile[]): Promise<readonly ZipEntry[]> {
    const entries: ZipEntry[] = [];
    for (const file of files) {
      if ('content' in file) {
        entries.push(file);
        continue;
      }
      const { path, sha256 } = file;
      const sizeBytes = await this.files.sizeOf(sha256);
      if (sizeBytes !== null) entries.push({ path, sizeBytes, open: () => this.files.open(sha256) });
    }
    return entries;
  }

  /** In a stream of the case beside its own, which the next archive then still shows as it was. */
  private async note({ actor, receivedAt: at, traceId }: Taker, id: CandidacyId, manifest: string): Promise<void> {
    await this.transactions.run(
      inTheNameOf(actor),
      (tx) =>
        record(tx, exportStream(id), id, [
          {
            action: CASE_EXPORTED,
            audience: actor.audiences.includes('state') ? 'state' : 'territory',
            facts: { manifest, reader: actor.role },
          },
        ]),
      { at, traceId },
    );
  }
}
