import { Injectable } from '@nestjs/common';
import { Calls, type CallDefinition } from '@rebond/calls';
import { canonicalJson, formatInstant, type Json, type Siren } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import { htmlOf } from '@rebond/ui';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.archive.fr.js';
import { listDocuments } from '../documents/document-rows.js';
import { readSections } from '../form/answer-text.js';
import { sirensIn } from '../form/names-of.js';
import { depositsOf, type DepositView } from '../read/deposits.js';
import { ArchivePart, type ArchiveContributor, type ArchivedFile } from './archive-part.js';
import { FormSheet } from './form-sheet.js';

interface Snapshot {
  readonly perimeter: readonly Siren[];
  readonly answers: Readonly<Record<string, unknown>>;
}

const SNAPSHOTS = statement(
  'archive_snapshots',
  `select n, snapshot from candidacies.deposit where candidacy_id = $1 order by n`,
);

const definitionPath = (version: number): string => `definition-${String(version)}.json`;

/**
 * Every frozen file: the bytes that its digest covers, so that `sha256sum` alone tells that they are the same, the definition
 * that it answers, and its answers as people read them.
 */
@Injectable()
@ArchivePart({ key: 'formulaires', action: 'candidacy.read' })
export class FormsPart implements ArchiveContributor {
  constructor(
    private readonly calls: Calls,
    private readonly territories: Territories,
  ) {}

  async files(tx: Tx, candidacy: Candidacy): Promise<readonly ArchivedFile[]> {
    const deposits = await depositsOf(tx, candidacy.id);
    const rows = await tx.query<{ n: number; snapshot: Snapshot & Json }>(SNAPSHOTS, [candidacy.id]);
    const snapshots = new Map(rows.map(({ n, snapshot }) => [n, snapshot]));
    const definitions = new Map<number, CallDefinition>();
    for (const { definitionVersion: version } of deposits)
      if (!definitions.has(version))
        definitions.set(version, await this.calls.definition(tx, candidacy.callId, version));
    const files: ArchivedFile[] = [
      {
        path: 'depots.json',
        json: deposits.map((one) => ({
          ...one,
          path: `depot-${String(one.n)}.json`,
          sheet: `depot-${String(one.n)}.html`,
          definition: definitionPath(one.definitionVersion),
        })),
      },
    ];
    for (const [version, definition] of definitions)
      files.push({ path: definitionPath(version), json: definition as unknown as Json });
    for (const deposit of deposits) {
      const snapshot = snapshots.get(deposit.n);
      const definition = definitions.get(deposit.definitionVersion);
      if (!snapshot || !definition) continue;
      files.push({ path: `depot-${String(deposit.n)}.json`, text: canonicalJson(snapshot) });
      files.push({
        path: `depot-${String(deposit.n)}.html`,
        text: await this.sheet(tx, candidacy, definition, deposit, snapshot),
      });
    }
    return files;
  }

  private async sheet(
    tx: Tx,
    candidacy: Candidacy,
    definition: CallDefinition,
    deposit: DepositView,
    { perimeter, answers }: Snapshot,
  ): Promise<string> {
    const bodies = await this.territories.bodies(tx, sirensIn(perimeter, answers));
    const names = {
      bodies: new Map([...bodies].map(([siren, { name }]) => [siren as string, name])),
      documents: new Map((await listDocuments(tx, candidacy.id)).map((one) => [one.id as string, one])),
    };
    const at = formatInstant(instantOf(new Date(deposit.receivedAt)));
    return htmlOf(
      <FormSheet
        title={`${candidacy.territory} – ${definition.title}`}
        facts={[
          [t('receipt'), deposit.receiptNumber],
          [t('received'), at],
          [t('digest'), deposit.digest],
          [t('perimeter'), perimeter.map((siren) => names.bodies.get(siren) ?? siren).join(', ')],
        ]}
        sections={readSections(definition, answers, names)}
      />,
    );
  }
}
