import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import type { CandidacyId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { listDocuments, type DocumentView } from '../documents/document-rows.js';
import { readSections, type ReadSection } from '../form/answer-text.js';
import { answersSeen } from '../read/answers-seen.js';
import { definitionOf } from '../read/definition-of.js';

/** A whole file as people read it. */
export interface FileRead {
  readonly candidacy: Candidacy;
  readonly perimeter: readonly string[];
  readonly sections: readonly ReadSection[];
  readonly documents: readonly DocumentView[];
}

/** Reads a file from end to end, what its conditions hide left out. */
@Injectable()
export class ReadFile {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly territories: Territories,
  ) {}

  /** @throws AbsentError */
  async of(tx: Tx, id: CandidacyId): Promise<FileRead> {
    const candidacy = await this.cases.read(tx, id);
    const definition = await definitionOf(tx, this.calls, candidacy);
    const { document } = await answersSeen(tx, candidacy);
    const documents = await listDocuments(tx, id);
    const bodies = await this.territories.bodies(tx, candidacy.perimeter);
    const names = {
      bodies: new Map([...bodies].map(([siren, { name }]) => [siren as string, name])),
      documents: new Map(documents.map((one) => [one.id as string, one])),
    };
    return {
      candidacy,
      perimeter: candidacy.perimeter.map((siren) => names.bodies.get(siren) ?? siren),
      sections: readSections(definition, document, names),
      documents,
    };
  }
}
