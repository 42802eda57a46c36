import { SetMetadata } from '@nestjs/common';
import type { Action } from '@rebond/identity';
import type { Json } from '@rebond/kernel';
import type { Actor, Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** A content of the store. */
export interface StoredContent {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** A file of an archive, its path within the part's folder; what is stored is streamed, never read whole. */
export type ArchivedFile = { readonly path: string } & (
  { readonly json: Json } | { readonly text: string } | { readonly stored: StoredContent }
);

export interface ArchivePartSpec {
  /** Its folder, French and without accents. */
  readonly key: string;
  /** Brought to whom may do this, about cases that they see. */
  readonly action: Action;
  /** Read by the system, where rows are the machinery's; the part itself leaves out what the reader may not be told. */
  readonly bySystem?: true;
}

/** Marks the ArchiveContributor of a part of every case's archive: a provider of the room that owns what it brings. */
export const ArchivePart = (spec: ArchivePartSpec): ClassDecorator => SetMetadata(ARCHIVE_PART, spec);
export const ARCHIVE_PART = 'rebond:archive-part';

/** What a room brings to the archive of a case, always the same for the same rows: no clock, no chance. */
export interface ArchiveContributor {
  /** @param reader whose archive it is; the transaction's own actor unless the part is read by the system */
  files(tx: Tx, candidacy: Candidacy, reader: Actor): Promise<readonly ArchivedFile[]>;
}
