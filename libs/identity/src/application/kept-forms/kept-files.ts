import { randomUUIDv7 } from 'node:crypto';
import { link } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Json, PersonId } from '@rebond/kernel';
import { Files, statement, type FormFile, type StagedFile, type Tx } from '@rebond/platform';

/** Of one person, in bytes: what waits while they sign in again; beyond it files are to be chosen anew. */
const MOST_BYTES = 300_000_000;

const WAITING = statement(
  'kept_files_waiting',
  `select coalesce(sum((f ->> 'sizeBytes')::bigint), 0)::float8 as bytes
     from identity.kept_form k cross join jsonb_array_elements(k.files) f
    where k.person_id = $1 and k.expires_at > $2 and f ->> 'copy' is not null`,
);

/** A file of a kept form, as its row says it. */
export type KeptFile = {
  readonly field: string;
  readonly filename: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly sniffed: Json;
  /** Name of the copy that waits among those staged, whose sweep is later than the form's end; null: not kept. */
  readonly copy: string | null;
};

/** Files of forms that came in without a session: they wait as staged copies, and go the usual way afterwards. */
@Injectable()
export class KeptFiles {
  constructor(private readonly files: Files) {}

  /** What a kept form says of its files; those that would be too much are not kept, only named. */
  async keep(tx: Tx, person: PersonId, received: readonly FormFile[]): Promise<readonly KeptFile[]> {
    const [waiting] = await tx.query<{ bytes: number }>(WAITING, [person, tx.at.toString()]);
    const total = received.reduce((sum, { staged }) => sum + staged.sizeBytes, waiting?.bytes ?? 0);
    const isTooMuch = total > MOST_BYTES;
    if (isTooMuch) await Promise.all(received.map(({ staged }) => this.files.discard(staged)));
    return received.map(({ field, filename, staged: { path, sha256, sizeBytes, sniffed } }) => ({
      field,
      filename,
      sizeBytes,
      sha256,
      sniffed: sniffed === null ? null : { ...sniffed },
      copy: isTooMuch ? null : basename(path),
    }));
  }

  /** Copies for the handler of the form, which keeps or discards them as if they had just come. */
  async giveBack(kept: readonly KeptFile[]): Promise<readonly FormFile[]> {
    const given = await Promise.all(
      kept.map(async (one) => {
        const staged = one.copy === null ? null : await this.restage(this.stagedOf(one, one.copy));
        return staged === null ? [] : [{ field: one.field, filename: one.filename, staged }];
      }),
    );
    return given.flat();
  }

  async discard(kept: readonly KeptFile[]): Promise<void> {
    await Promise.all(
      kept.flatMap((one) => (one.copy === null ? [] : [this.files.discard(this.stagedOf(one, one.copy))])),
    );
  }

  /** Another name of the same bytes; null when they were swept meanwhile. */
  private async restage(staged: StagedFile): Promise<StagedFile | null> {
    const path = join(this.files.stagingDir, randomUUIDv7());
    try {
      await link(staged.path, path);
      return { ...staged, path };
    } catch {
      return null;
    }
  }

  private stagedOf({ sha256, sizeBytes, sniffed }: KeptFile, copy: string): StagedFile {
    return {
      path: join(this.files.stagingDir, basename(copy)),
      sha256,
      sizeBytes,
      sniffed: sniffed as StagedFile['sniffed'],
    };
  }
}
