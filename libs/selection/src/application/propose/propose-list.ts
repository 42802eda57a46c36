import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cases, type Candidacy } from '@rebond/candidacies';
import { ConflictError, RefusedError, say, type WaveId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import type { DecisionList, DecisionListId, Signature } from '../../domain/decision-list.js';
import { repeatedLines, type DecisionLine } from '../../domain/lines.js';
import { insertList, openLinesOf } from '../../infrastructure/line-rows.js';
import { findListForUpdate, isReplaced } from '../../infrastructure/list-rows.js';
import { followList } from '../../infrastructure/session/session-rows.js';
import { byId, requireUnchanged } from '../changed.js';
import { CheckLines, refuseFaulty } from '../check-lines.js';
import { hashedLine } from '../content.js';
import { requireDeclared } from '../recusals/require-declared.js';
import { presentListWithLines, type ListWithLinesView } from '../read/present.js';
import { listStream, signatureOf } from '../sign.js';
import { lineOf, type ProposeInput } from './input.js';

/** Proposes decisions on cases of a wave. Nothing moves until another person validates them. */
@Injectable()
export class ProposeList {
  constructor(
    private readonly cases: Cases,
    private readonly checking: CheckLines,
  ) {}

  /**
   * @throws ForbiddenError `recusals-first`
   * @throws ConflictError `cases-changed`, `already-listed` (a case is in one open list only)
   * @throws RefusedError `lines-refused` with every fault of every line, `wave-still-open`, `not-cancelled`,
   * `replaced-already`
   */
  async propose(tx: Tx, input: ProposeInput): Promise<ListWithLinesView> {
    await requireDeclared(tx, input.waveId as WaveId);
    const lines = input.lines.map(lineOf);
    refuseFaulty(repeatedLines(lines));
    const ids = lines.map((line) => line.candidacyId);
    const caseOf = byId(await this.cases.lock(tx, ids));
    requireUnchanged(lines, caseOf);
    await this.requireUnlisted(tx, lines, (line) => caseOf(line.candidacyId));
    const replaces = await this.replaced(tx, input);
    const list = { ...draft(input, lines.length, signatureOf(tx)), replaces };
    refuseFaulty(await this.checking.faultsOf(tx, list, lines, caseOf));
    await this.store(tx, list, lines);
    if (replaces !== null) await followList(tx, replaces, list.id);
    return presentListWithLines(
      list,
      lines.map((line) => ({ ...line, struckAt: null })),
    );
  }

  /** @throws RefusedError `not-cancelled`, `replaced-already` */
  private async replaced(tx: Tx, { replaces, waveId }: ProposeInput): Promise<DecisionListId | null> {
    if (replaces === undefined) return null;
    const id = replaces as DecisionListId;
    const list = await findListForUpdate(tx, id);
    if (list?.status !== 'cancelled' || list.waveId !== (waveId as WaveId))
      throw new RefusedError('not-cancelled', say`Une liste ne corrige qu’une liste annulée de la même relève.`);
    if (await isReplaced(tx, id))
      throw new RefusedError('replaced-already', say`Une autre liste corrige déjà cette liste annulée.`);
    return id;
  }

  private async requireUnlisted(
    tx: Tx,
    lines: readonly DecisionLine[],
    caseOf: (line: DecisionLine) => Candidacy,
  ): Promise<void> {
    const open = await openLinesOf(
      tx,
      lines.map((line) => line.candidacyId),
    );
    if (open.length === 0) return;
    const listed = new Map(open.map((one) => [one.candidacyId, one]));
    const sentences = lines.flatMap((line) => {
      const found = listed.get(line.candidacyId);
      return found ? [say`${caseOf(line).territory} figure déjà dans la liste « ${found.title} ».`] : [];
    });
    throw new ConflictError('already-listed', sentences.join(' '), [], {
      listed: open.map(({ candidacyId, listId }) => ({ candidacyId, listId })),
    });
  }

  private async store(tx: Tx, list: DecisionList, lines: readonly DecisionLine[]): Promise<void> {
    const salted = lines.map((line) => ({ ...line, salt: randomBytes(16) }));
    await insertList(tx, list, salted);
    await record(tx, listStream(list.id), null, [
      {
        action: 'decision-list.proposed',
        audience: 'state',
        facts: { list: list.id, wave: list.waveId, replaces: list.replaces, lines: salted.map(hashedLine) },
        personal: { title: list.title },
      },
    ]);
  }
}

const draft = ({ waveId, title }: ProposeInput, size: number, proposed: Signature): DecisionList => ({
  id: randomUUIDv7() as string as DecisionListId,
  waveId: waveId as WaveId,
  title,
  status: 'proposed',
  version: 1,
  size,
  proposed,
  validated: null,
  number: null,
  contentHash: null,
  announceAt: null,
  announcedAt: null,
  withdrawnAt: null,
  cancelledAt: null,
  replaces: null,
});
