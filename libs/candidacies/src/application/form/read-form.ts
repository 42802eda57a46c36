import { Injectable } from '@nestjs/common';
import { Calls, type CallDefinition, type Completeness, type Wave } from '@rebond/calls';
import { scopeOf, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { freeze } from '../deposit/snapshot.js';
import { listDocuments, type DocumentView } from '../documents/document-rows.js';
import { documentsOf } from '../documents/documents.js';
import { mayWrite, readAnswers, type Answers } from '../edit/save-answers.js';
import { CaseAccess } from '../perimeter/case-access.js';
import { asWritten } from '../perimeter/written-perimeter.js';
import { definitionOf } from '../read/definition-of.js';
import { depositsOf, type DepositView } from '../read/deposits.js';
import { lacking } from '../read/lacking.js';
import { progressOf, type SectionProgress } from './progress.js';
import { standingOf, type Standing } from './standing.js';

/** A candidacy as its territory works on it. */
export interface FormState {
  /** With the perimeter that its next deposit will have. */
  readonly candidacy: Candidacy;
  /** That perimeter is not the one of the deposit that stands. */
  readonly isReshaped: boolean;
  readonly wave: Wave;
  readonly definition: CallDefinition;
  readonly answers: Answers;
  /** Last save; null before the first. */
  readonly savedAt: Temporal.Instant | null;
  readonly documents: readonly DocumentView[];
  readonly found: Completeness;
  readonly progress: readonly SectionProgress[];
  readonly deposits: readonly DepositView[];
  readonly standing: Standing;
  /** The lead that deposits, by its name; null when the reader does. */
  readonly depositor: string | null;
  /** The instant that all of this is true at. */
  readonly now: Temporal.Instant;
  /** Whether the answer to a field may still be written. */
  readonly mayWrite: (key: string) => boolean;
}

const SAVED = statement(
  'answers_saved_at',
  `select case when versions = '{}' then null else updated_at end as saved_at
     from candidacies.answers where candidacy_id = $1`,
);

/** Reads everything that the form's pages show of a candidacy. */
@Injectable()
export class ReadForm {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly access: CaseAccess,
  ) {}

  /** @throws AbsentError when the reader may not see the case */
  async read(tx: Tx, id: CandidacyId): Promise<FormState> {
    const standing = await this.cases.read(tx, id);
    const wave = await this.calls.wave(tx, standing.waveId);
    const candidacy = await asWritten(tx, standing, wave.cutoffAt);
    const definition = await definitionOf(tx, this.calls, candidacy);
    const answers = await readAnswers(tx, id);
    const facts = await documentsOf(tx, id);
    const [saved] = await tx.query<{ saved_at: Date | null }>(SAVED, [id]);
    const found = await lacking(tx, definition, answers.document, candidacy.perimeter, facts);
    const deposits = await depositsOf(tx, id);
    const last = deposits.at(-1);
    const { digest } = freeze(definition, candidacy, answers.document, facts);
    const deposit = last === undefined ? 'none' : last.digest === digest ? 'same' : 'changed';
    const beforeCutoff = Temporal.Instant.compare(tx.at, wave.cutoffAt) < 0;
    const isLate = candidacy.state === 'draft' && !beforeCutoff;
    return {
      candidacy,
      isReshaped: candidacy !== standing,
      wave,
      definition,
      answers,
      savedAt: instantOrNull(saved?.saved_at ?? null),
      documents: await listDocuments(tx, id),
      found,
      progress: progressOf(definition, answers.document, found),
      deposits,
      standing: standingOf(candidacy, wave.cutoffAt, tx.at, found, deposit),
      depositor: await this.depositor(tx, candidacy),
      now: tx.at,
      mayWrite: (key) => !isLate && mayWrite(definition, candidacy, beforeCutoff, key),
    };
  }

  private async depositor(tx: Tx, candidacy: Candidacy): Promise<string | null> {
    const mayDeposit = scopeOf(tx.actor.role as Role, 'candidacy.deposit') !== null;
    if (mayDeposit && (await this.access.mayLead(tx, candidacy))) return null;
    const { leadSiren } = candidacy;
    return (await this.territories.bodies(tx, [leadSiren])).get(leadSiren)?.name ?? leadSiren;
  }
}
