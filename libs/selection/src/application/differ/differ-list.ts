import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { requireUnrecused } from '@rebond/identity';
import { AbsentError, say, StaleVersionError, type Fault } from '@rebond/kernel';
import { payloadHash, record, type Tx } from '@rebond/platform';
import { nextStatus, requireWhole, type DecisionListId } from '../../domain/decision-list.js';
import { isSameLine, repeatedLines } from '../../domain/lines.js';
import { insertDifferences, type NewDifference } from '../../infrastructure/difference-rows.js';
import { readLines, type SaltedLine } from '../../infrastructure/line-rows.js';
import { findListForUpdate, markDiffered } from '../../infrastructure/list-rows.js';
import { byId, requireUnchanged } from '../changed.js';
import { CheckLines, refuseFaulty } from '../check-lines.js';
import { hashedLine } from '../content.js';
import { lineOf } from '../propose/input.js';
import { readList } from '../read/read-lists.js';
import type { ListWithLinesView } from '../read/present.js';
import { listStream, signatureOf } from '../sign.js';
import type { DifferInput } from './input.js';

/** Makes another version of a proposal: the minister's office decides otherwise of some lines, each with its reason. */
@Injectable()
export class DifferList {
  constructor(
    private readonly cases: Cases,
    private readonly checking: CheckLines,
  ) {}

  /**
   * @throws StaleVersionError when the list changed since it was read
   * @throws ConflictError `cases-changed`
   * @throws ForbiddenError `recused-in-wave`
   * @throws RefusedError `lines-refused` with every fault, at `/differences/…`; `list-validated`, `list-announced`,
   *   `list-withdrawn`, `wave-still-open`
   */
  async differ(tx: Tx, id: DecisionListId, expectedVersion: number, input: DifferInput): Promise<ListWithLinesView> {
    const caseOf = byId(
      await this.cases.lock(
        tx,
        input.differences.map(({ candidacyId }) => candidacyId as never),
      ),
    );
    const list = await findListForUpdate(tx, id);
    if (!list) throw new AbsentError();
    requireUnrecused(tx.actor, list.waveId);
    if (list.version !== expectedVersion) throw new StaleVersionError(list.version);
    nextStatus(list.status, 'DIFFER');
    const lines = await readLines(tx, id);
    requireWhole(list, lines);
    const before = new Map(lines.map((line) => [line.candidacyId as string, line]));
    const faults: Fault[] = [];
    const made = input.differences.flatMap((one, n) =>
      differenceOf(before, one, (code, detail) =>
        faults.push({ pointer: `/differences/${String(n)}/candidacyId`, code, detail }),
      ),
    );
    refuseFaulty(faults);
    const after = made.map((one) => one.after);
    requireUnchanged(after, caseOf);
    refuseFaulty([...repeatedLines(after), ...(await this.checking.faultsOf(tx, list, after, caseOf))].map(placed));
    const version = list.version + 1;
    await insertDifferences(tx, id, version, signatureOf(tx), made);
    await markDiffered(tx, id);
    await record(tx, listStream(id), null, [
      {
        action: 'decision-list.differed',
        audience: 'state',
        facts: {
          list: id,
          version,
          differences: made.map((one) => ({
            before: hashedLine(one.before),
            after: hashedLine(one.after),
            reasonHash: payloadHash(one.salt, one.reason),
          })),
        },
      },
    ]);
    return readList(tx, id);
  }
}

const placed = (fault: Fault): Fault => ({ ...fault, pointer: fault.pointer.replace('/lines/', '/differences/') });

/** The difference that is meant; none when `refuse` is told why. */
function differenceOf(
  lines: ReadonlyMap<string, SaltedLine>,
  { reason, ...input }: DifferInput['differences'][number],
  refuse: (code: string, detail: string) => void,
): readonly NewDifference[] {
  const before = lines.get(input.candidacyId);
  if (!before) {
    refuse('not-listed', say`Cette candidature ne figure pas dans la liste.`);
    return [];
  }
  const after = { ...lineOf({ ...input, expectedVersion: before.expectedVersion }), salt: randomBytes(16) };
  if (isSameLine(before, after)) refuse('no-difference', say`Cette ligne est déjà celle de la proposition.`);
  return [{ before, after, reason, salt: randomBytes(16) }];
}
