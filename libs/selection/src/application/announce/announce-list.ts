import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Cases, fileLetters, releaseCases, type Candidacy, type Move } from '@rebond/candidacies';
import { openTotals, requireUnrecused } from '@rebond/identity';
import { AbsentError, StaleVersionError, type Json, type PersonId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { requireUncontested } from '../../domain/cancellation.js';
import {
  nextStatus,
  requireWhole,
  type DecisionList,
  type DecisionListId,
  type Signature,
} from '../../domain/decision-list.js';
import type { DecisionLine } from '../../domain/lines.js';
import { cancellationOf } from '../../infrastructure/cancellation-rows.js';
import { differencesOf } from '../../infrastructure/difference-rows.js';
import { lettersOf } from '../../infrastructure/letter-rows.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findListForUpdate, markAnnounced } from '../../infrastructure/list-rows.js';
import { undecidedOf } from '../../infrastructure/undecided.js';
import { letterFilename } from '../letters/read-letter.js';
import { eventOf } from '../case-events.js';
import type { AnnouncedView } from '../read/present.js';
import { readList } from '../read/read-lists.js';
import { listStream } from '../sign.js';
import { strikeLines } from '../strike/strike-lines.js';

/**
 * Announces a frozen list: all its cases move and all its notifications are due, or none, in as many statements for a
 * thousand cases as for one. Whoever withdrew meanwhile is struck.
 */
@Injectable()
export class AnnounceList {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /**
   * @param expectedVersion of the list as the announcer saw it; null when its date announces it
   * @throws StaleVersionError when the list changed since it was read
   * @throws ForbiddenError `recused-in-wave`
   * @throws RefusedError `list-proposed`, `list-announced`, `list-withdrawn`, `list-cancelled`, `cancellation-asked`
   */
  async announce(tx: Tx, id: DecisionListId, expectedVersion: number | null): Promise<AnnouncedView> {
    const all = await readLines(tx, id);
    const lines = all.filter(({ struckAt }) => struckAt === null);
    const cases = await this.cases.lock(
      tx,
      lines.map((line) => line.candidacyId),
    );
    const list = await findListForUpdate(tx, id);
    if (!list) throw new AbsentError();
    requireUnrecused(tx.actor, list.waveId);
    if (expectedVersion !== null && list.version !== expectedVersion) throw new StaleVersionError(list.version);
    nextStatus(list.status, 'ANNOUNCE');
    requireUncontested(await cancellationOf(tx, id));
    requireWhole(list, all);
    const left = new Set(cases.filter(({ state }) => state === 'withdrawn').map((one) => one.id));
    await strikeLines(tx, id, [...left]);
    const going = lines.filter(({ candidacyId }) => !left.has(candidacyId));
    await releaseCases(
      tx,
      going.map((line) => line.candidacyId),
    );
    await this.fileLetters(
      tx,
      list,
      cases.filter((one) => !left.has(one.id)),
    );
    await this.calls.markDecided(tx, list.waveId);
    await markAnnounced(tx, id);
    await record(
      tx,
      listStream(id),
      null,
      [{ action: 'decision-list.announced', audience: 'state', facts: { list: id, lines: going.length } }],
      [{ kind: 'decision-list.announced', payload: { list: id } }],
    );
    const authors = new Map((await differencesOf(tx, id)).map(({ candidacyId, by }) => [candidacyId, by.personId]));
    const moved = await this.cases.move(
      tx,
      ...going.map((line) => moveOf(list, line, authors.get(line.candidacyId) ?? list.proposed.personId)),
    );
    // Another list of the wave may hold decisions still: totals stay withheld until nothing is.
    if ((await undecidedOf(tx, list.waveId)).length === 0) await openTotals(tx, list.waveId);
    return {
      ...(await readList(tx, id)),
      moved: moved.map(({ id: candidacyId, state, version }) => ({ candidacyId, state, version })),
    };
  }

  /** Every reader of a case has its letter from now on. */
  private async fileLetters(tx: Tx, list: DecisionList, cases: readonly Candidacy[]): Promise<void> {
    const letters = await lettersOf(tx, list.id);
    await fileLetters(
      tx,
      cases.map(({ id: candidacyId, receiptNumber }) => {
        const letter = letters.get(candidacyId);
        if (!letter) throw new Error(`The list ${list.id} was frozen without the letter of ${candidacyId}`);
        const { sha256, sizeBytes } = letter;
        return { candidacyId, filename: letterFilename(list, receiptNumber), sizeBytes, sha256 };
      }),
    );
  }
}

/** @param author who proposed the line as it stands */
function moveOf(list: DecisionList, line: DecisionLine, author: PersonId): Move {
  const { candidacyId, expectedVersion, reasons, conditions, envelopeCents, personDays } = line;
  const decision = { list: list.id, proposedBy: author, validatedBy: signed(list.validated).personId };
  return {
    id: candidacyId,
    expectedVersion,
    event: eventOf(line, decision),
    personal: { reasons, conditions },
    payload: known({ envelopeCents, personDays }),
  };
}

function signed(validated: Signature | null): Signature {
  if (validated === null) throw new Error('A list is announced that nobody validated');
  return validated;
}

/** What the message tells: what the list does not say is left out. */
const known = (values: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
