import { Injectable } from '@nestjs/common';
import { Calls, type Wave } from '@rebond/calls';
import type { Role } from '@rebond/identity';
import type { CandidacyId, Siren } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { approvalsOf, type ApprovalView } from '../approval/approvals.js';
import { Cases } from '../cases.js';
import { Overlaps, type Overlap } from '../list/overlaps.js';
import { unreadMessages } from '../messages/thread.js';
import { undeliveredMails, type UndeliveredMail } from '../undelivered/undelivered.js';
import { CaseAccess } from '../perimeter/case-access.js';
import { ChangePerimeter } from '../perimeter/change-perimeter.js';
import { piecesOf, type PieceView } from '../pieces/pieces-of-case.js';
import { historyOf, type PastCandidacy } from '../redeposit/history.js';
import { completionsOf, isOpen, type CompletionRequest } from './completion-row.js';
import { decisionOn, type DecisionOn } from './decision-on.js';
import { definitionOf } from './definition-of.js';
import { depositsOf, type DepositView } from './deposits.js';
import { nextStep, type NextStep } from './next-step.js';
import { offersFor, type Offer } from './offers.js';

export interface PerimeterMember {
  readonly siren: Siren;
  readonly name: string;
}

/** What the first page of a case shows. */
export interface CaseOverview {
  readonly candidacy: Candidacy;
  readonly wave: Wave;
  /** The wave that a waiting candidacy is deferred to. */
  readonly nextWave: Wave | null;
  readonly callTitle: string;
  readonly service: { readonly name: string; readonly email: string; readonly phone: string };
  readonly appealRoutes: string;
  /** Null before any. */
  readonly decision: DecisionOn | null;
  readonly next: NextStep;
  readonly offers: readonly Offer[];
  /** The EPCI that deposits, withdraws and decides of the perimeter. */
  readonly lead: string;
  readonly perimeter: readonly PerimeterMember[];
  /** The reader may change it now. */
  readonly mayChangePerimeter: boolean;
  readonly openCompletions: readonly CompletionRequest[];
  readonly pieces: readonly PieceView[];
  readonly deposits: readonly DepositView[];
  readonly overlaps: readonly Overlap[];
  readonly history: readonly PastCandidacy[];
  readonly approvals: readonly ApprovalView[];
  readonly unread: number;
  readonly undelivered: readonly UndeliveredMail[];
}

/** Gathers what a reader of a case finds first. */
@Injectable()
export class ReadOverview {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly overlapping: Overlaps,
    private readonly perimeters: ChangePerimeter,
    private readonly access: CaseAccess,
  ) {}

  /** @throws AbsentError */
  async of(tx: Tx, id: CandidacyId): Promise<CaseOverview> {
    const candidacy = await this.cases.read(tx, id);
    const wave = await this.calls.wave(tx, candidacy.waveId);
    const { nextWaveId } = candidacy.context;
    const definition = await definitionOf(tx, this.calls, candidacy);
    const openCompletions = (await completionsOf(tx, id)).filter(isOpen);
    const pieces = await piecesOf(tx, this.calls, candidacy);
    const bodies = await this.territories.bodies(tx, candidacy.perimeter);
    const [completionDueAt = null] = openCompletions
      .map(({ dueAt }) => dueAt)
      .toSorted((a, b) => Temporal.Instant.compare(a, b));
    const { cutoffAt } = wave;
    return {
      candidacy,
      wave,
      nextWave: nextWaveId === null ? null : await this.calls.wave(tx, nextWaveId as Wave['id']),
      callTitle: definition.title,
      service: definition.operatingService,
      appealRoutes: definition.legal.appealRoutes,
      decision: await decisionOn(tx, id),
      next: nextStep(candidacy, { cutoffAt, completionDueAt }),
      offers: offersFor(tx.actor.role as Role, candidacy, {
        cutoffAt,
        now: tx.at,
        piecesOwed: pieces.filter(({ providedAt }) => providedAt === null).length,
        mayLead: await this.access.mayLead(tx, candidacy),
      }),
      lead: bodies.get(candidacy.leadSiren)?.name ?? candidacy.leadSiren,
      perimeter: candidacy.perimeter.map((siren) => ({ siren, name: bodies.get(siren)?.name ?? siren })),
      mayChangePerimeter: await this.perimeters.isOpen(tx, candidacy, cutoffAt),
      openCompletions,
      pieces,
      deposits: await depositsOf(tx, id),
      overlaps: await this.overlapping.of(tx, id),
      history: await historyOf(tx, id),
      approvals: await approvalsOf(tx, id),
      unread: (await unreadMessages(tx, [id])).get(id) ?? 0,
      undelivered: await undeliveredMails(tx, id),
    };
  }
}
