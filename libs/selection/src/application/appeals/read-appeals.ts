import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Cases, decisionOn, type Candidacy, type CaseState } from '@rebond/candidacies';
import { AbsentError, dateIn, type CandidacyId } from '@rebond/kernel';
import { Verbs, type RequestContext, type Tx } from '@rebond/platform';
import type { Appeal, Appealable, AppealId } from '../../domain/appeals/appeal.js';
import { formalLimit, forumOf, informalLimit, type Contested, type Limit } from '../../domain/appeals/limits.js';
import { appealFilesOf } from '../../infrastructure/appeals/appeal-file-rows.js';
import { appealsOf, findAppeal, followedAppeals } from '../../infrastructure/appeals/appeal-rows.js';
import { postalNoticesOf } from '../../infrastructure/evidence/postal-rows.js';
import { ReadEvidence, type SentMail } from '../evidence/read-evidence.js';
import { appealable, contestedOf, earlierOf } from './notices.js';
import { presentAppeal, presentStanding, type AppealView, type StandingView } from './present.js';

/** States in which the last decision on a case stands. */
const STANDING: ReadonlySet<CaseState> = new Set([
  ...(['inadmissible', 'rejected', 'waitlisted', 'selected', 'engineering', 'funded'] as const),
]);

/** The decision that stands on a case, and until when it may be contested. */
export interface Standing {
  readonly decision: Appealable;
  readonly decidedAt: Temporal.Instant;
  readonly contested: Contested;
  readonly informal: Limit;
  readonly formal: Limit;
}

export interface CaseAppeals {
  /** Null while no decision stands. */
  readonly standing: StandingView | null;
  readonly items: readonly AppealView[];
}

export type FollowedAppeal = Omit<AppealView, 'files'> & { readonly territory: string };

@Injectable()
export class ReadAppeals {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly evidence: ReadEvidence,
  ) {}

  /** @throws AbsentError */
  async ofCase(ctx: RequestContext, id: CandidacyId): Promise<CaseAppeals> {
    const mails = await this.mails(id);
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const appeals = await appealsOf(tx, id);
      const files = await appealFilesOf(tx, id);
      const standing = await this.standing(tx, candidacy, mails, appeals);
      return {
        standing:
          standing === null
            ? null
            : presentStanding(standing.decision, standing.contested, standing.informal, standing.formal),
        items: appeals.map((one) => presentAppeal(one, dateIn(tx.at), files)),
      };
    });
  }

  /** @throws AbsentError when the case is hidden, or has no such appeal */
  async requireAppeal(tx: Tx, id: CandidacyId, appealId: AppealId): Promise<void> {
    await this.cases.read(tx, id);
    if ((await findAppeal(tx, appealId))?.candidacyId !== id) throw new AbsentError();
  }

  /** Those of every case that the reader sees: what awaits an answer first. */
  async followed(tx: Tx): Promise<readonly FollowedAppeal[]> {
    return (await followedAppeals(tx)).map((one) => {
      const { files: _, ...appeal } = presentAppeal(one, dateIn(tx.at), []);
      return { ...appeal, territory: one.territory };
    });
  }

  /** The mails whose dates count, which are the system's: read before the transaction that uses them. */
  mails(id: CandidacyId): Promise<readonly SentMail[]> {
    return this.evidence.sent(id);
  }

  async standing(
    tx: Tx,
    candidacy: Candidacy,
    mails: readonly SentMail[],
    appeals: readonly Appeal[],
  ): Promise<Standing | null> {
    const last = STANDING.has(candidacy.state) ? await decisionOn(tx, candidacy.id) : null;
    const decision = last === null ? null : appealable(last);
    if (last === null || decision === null) return null;
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const told = { mails, posted: await postalNoticesOf(tx, candidacy.id) };
    const contested = contestedOf(decision, last.at, { candidacy, definition }, told);
    const forum = forumOf(candidacy.departement);
    const earlier = appeals
      .filter(({ decidedAt }) => decidedAt.equals(last.at))
      .flatMap((one) => earlierOf(one, told, definition) ?? []);
    return {
      ...{ decision, decidedAt: last.at, contested },
      informal: informalLimit(contested, forum),
      formal: formalLimit(contested, earlier, forum),
    };
  }
}
