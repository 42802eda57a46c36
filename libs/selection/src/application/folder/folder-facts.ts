import { Injectable } from '@nestjs/common';
import { Calls, type CallDefinition, type Wave } from '@rebond/calls';
import { Cases, opinionsOfCases, type Candidacy, type Opinion } from '@rebond/candidacies';
import { requireUnrecused } from '@rebond/identity';
import { AbsentError, centsOfEuros, type CandidacyId, type SeatId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Territories, type AreaNames, type TerritoryBody } from '@rebond/territories';
import {
  formatNumberOf,
  requireWhole,
  stands,
  type DecisionList,
  type DecisionListId,
  type StandingList,
} from '../../domain/decision-list.js';
import { placesOf, type Place } from '../../domain/folder.js';
import type { ListedLine } from '../../domain/lines.js';
import type { Credits } from '../../domain/session/decision.js';
import { differencesOf, type Difference } from '../../infrastructure/difference-rows.js';
import { lettersOf } from '../../infrastructure/letter-rows.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findList } from '../../infrastructure/list-rows.js';
import { seatTitles, type SeatTitle } from '../../infrastructure/seat-titles.js';
import { promisedByLists, scoresOf, type Rating } from '../../infrastructure/session/standing.js';
import { byId } from '../changed.js';
import { DraftLetters, type LetterDraft } from '../letters/draft-letters.js';

/** A line with all that its sheet says. */
export interface FolderLine {
  readonly line: ListedLine;
  readonly candidacy: Candidacy;
  /** Bodies of the perimeter that the map knows, in its order. */
  readonly members: readonly TerritoryBody[];
  /** How reviewers rate it; null when none has. */
  readonly rating: Rating | null;
  readonly place: Place | null;
  readonly opinions: readonly Opinion[];
  readonly differences: readonly Difference[];
}

/** A letter as it will be signed, or was. */
export interface FolderLetter {
  readonly candidacyId: CandidacyId;
  /** Null once the list is announced: letters are then what was sent. */
  readonly draft: LetterDraft | null;
  /** Of the letter in the store, which the signature binds. */
  readonly sha256: string | null;
  /** What the case says today is no longer what the stored letter says. */
  readonly isOutdated: boolean;
}

/** What the call may promise, and what is left of it. */
export interface FolderCredits {
  readonly given: Credits;
  readonly byOtherLists: Credits;
}

export interface FolderFacts {
  readonly list: StandingList;
  readonly wave: Wave;
  readonly definition: CallDefinition;
  readonly areas: AreaNames;
  readonly lines: readonly FolderLine[];
  /** Function of each signature of the list. */
  readonly titles: ReadonlyMap<SeatId, SeatTitle>;
  readonly credits: FolderCredits | null;
  readonly letters: readonly FolderLetter[];
}

/** Gathers what the minister's folder says, in as many statements whatever the length of the list. */
@Injectable()
export class GatherFolder {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly drafting: DraftLetters,
  ) {}

  /**
   * @throws AbsentError when the list is absent, hidden, withdrawn or cancelled
   * @throws ForbiddenError `recused-in-wave`, `recused-from-list`: a folder is whole or is not
   */
  async gather(tx: Tx, id: DecisionListId): Promise<FolderFacts> {
    const list = await findList(tx, id);
    if (!list || !stands(list)) throw new AbsentError();
    requireUnrecused(tx.actor, list.waveId);
    const listed = await readLines(tx, id);
    requireWhole(list, listed);
    const ids = listed.map((line) => line.candidacyId);
    const caseOf = byId(await this.cases.readAll(tx, ids));
    const differences = await differencesOf(tx, id);
    const ratings = await scoresOf(tx, ids);
    const opinions = await opinionsOfCases(tx, ids);
    const bodies = await this.territories.bodies(
      tx,
      ids.flatMap((one) => caseOf(one).perimeter),
    );
    const { wave, definition } = await this.calls.waveAndDefinition(tx, list.waveId);
    const places = placesOf(ids.map((one) => ratings.get(one)?.mean ?? null));
    const signing = [list.proposed, ...differences.map(({ by }) => by), ...(list.validated ? [list.validated] : [])];
    return {
      ...{ list, wave, definition },
      areas: await this.territories.areaNames(tx),
      lines: listed.map((line, i) => ({
        line,
        candidacy: caseOf(line.candidacyId),
        members: caseOf(line.candidacyId).perimeter.flatMap((siren) => bodies.get(siren) ?? []),
        rating: ratings.get(line.candidacyId) ?? null,
        place: places[i] ?? null,
        opinions: opinions.get(line.candidacyId) ?? [],
        differences: differences.filter((one) => one.candidacyId === line.candidacyId),
      })),
      titles: await seatTitles(
        tx,
        signing.map((by) => by.seatId),
      ),
      credits: await this.credits(tx, list, wave, definition),
      letters: await this.letters(tx, list, listed, caseOf),
    };
  }

  private async credits(
    tx: Tx,
    { id }: DecisionList,
    { callId }: Wave,
    { amounts: { credits } }: CallDefinition,
  ): Promise<FolderCredits | null> {
    if (!credits) return null;
    return {
      given: { envelopeCents: centsOfEuros(credits.envelopeEur), personDays: credits.personDays },
      byOtherLists: await promisedByLists(tx, callId, id),
    };
  }

  /** Those of lines that stand. */
  private async letters(
    tx: Tx,
    { id, number, validated, status }: DecisionList,
    listed: readonly ListedLine[],
    caseOf: (id: CandidacyId) => Candidacy,
  ): Promise<readonly FolderLetter[]> {
    const lines = listed.filter(({ struckAt }) => struckAt === null);
    const signed = number === null || validated === null ? null : { number: formatNumberOf(number), by: validated };
    const stored = signed === null ? new Map<CandidacyId, never>() : await lettersOf(tx, id);
    const drafts = status === 'announced' ? [] : await this.drafting.drafts(tx, lines, caseOf, signed);
    return lines.map(({ candidacyId }, i) => {
      const draft = drafts[i] ?? null;
      const letter = stored.get(candidacyId);
      return {
        ...{ candidacyId, draft, sha256: letter?.sha256 ?? null },
        isOutdated: draft !== null && letter !== undefined && letter.dataSha256 !== draft.dataSha256,
      };
    });
  }
}
