import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Cases, type Move } from '@rebond/candidacies';
import { AbsentError, StaleVersionError, type Json } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import {
  nextStatus,
  requireSecondPerson,
  type DecisionList,
  type DecisionListId,
  type Signature,
} from '../../domain/decision-list.js';
import type { DecisionLine } from '../../domain/lines.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findListForUpdate, markValidated } from '../../infrastructure/list-rows.js';
import { eventOf } from '../case-events.js';
import { byId, requireUnchanged } from '../changed.js';
import { presentListWithLines, type ValidatedView } from '../read/present.js';
import { listStream, signatureOf } from '../sign.js';
import { requireOver } from '../wave-over.js';

/** Validates a list: a second person decides, and all its cases move, or none. */
@Injectable()
export class ValidateList {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /**
   * @throws StaleVersionError when the list changed since it was read
   * @throws ConflictError `cases-changed` that lists the cases that did
   * @throws RefusedError `same-person`, `list-validated`, `list-withdrawn`, `wave-still-open`, or a case's own reason
   */
  async validate(tx: Tx, id: DecisionListId, expectedVersion: number): Promise<ValidatedView> {
    const lines = await readLines(tx, id);
    const caseOf = byId(
      await this.cases.lock(
        tx,
        lines.map((line) => line.candidacyId),
      ),
    );
    const list = await findListForUpdate(tx, id);
    if (!list) throw new AbsentError();
    if (list.version !== expectedVersion) throw new StaleVersionError(list.version);
    const by = signatureOf(tx);
    const status = nextStatus(list.status, 'VALIDATE');
    requireSecondPerson(list.proposed.personId, by.personId);
    requireUnchanged(lines, caseOf);
    // Marked first: it holds the wave, which a prolongation would otherwise open again meanwhile.
    await this.calls.markDecided(tx, list.waveId);
    requireOver(await this.calls.wave(tx, list.waveId), tx.at);
    await markValidated(tx, id, by);
    await record(tx, listStream(id), null, [
      { action: 'decision-list.validated', audience: 'state', facts: { list: id, lines: lines.length } },
    ]);
    const moved = await this.cases.move(tx, ...lines.map((line) => moveOf(list, line, by)));
    const validated = { ...list, status, version: list.version + 1, validated: by };
    return {
      ...presentListWithLines(validated, lines),
      moved: moved.map(({ id: candidacyId, state, version }) => ({ candidacyId, state, version })),
    };
  }
}

function moveOf(list: DecisionList, line: DecisionLine, by: Signature): Move {
  const { candidacyId, expectedVersion, reasons, conditions, envelopeCents, personDays } = line;
  const decision = { list: list.id, proposedBy: list.proposed.personId, validatedBy: by.personId };
  return {
    id: candidacyId,
    expectedVersion,
    event: eventOf(line, decision),
    personal: { reasons, conditions },
    payload: known({ envelopeCents, personDays }),
  };
}

/** What the letter is given: what the list does not say is left out. */
const known = (values: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
