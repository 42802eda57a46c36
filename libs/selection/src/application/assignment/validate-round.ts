import { Inject, Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { dateIn, formatDate, InFrench, RefusedError, say, StaleVersionError, type WaveId } from '@rebond/kernel';
import { CONFIG, enqueueMails, record, type Config, type Mail, type Tx } from '@rebond/platform';
import { tellAssignments, type Assigned } from '../../infrastructure/assignment/assignment-rows.js';
import { reviewerAddresses } from '../../infrastructure/assignment/reviewer-rows.js';
import { lockRound, markRoundValidated } from '../../infrastructure/assignment/round-rows.js';
import { t } from '../../messages.assignment.fr.js';
import { reviewsDueAt } from '../reviews/reviews-due.js';
import { roundStream } from './propose-round.js';
import { conflictOf, ReadRoundFacts, type RoundFacts } from './round-facts.js';

/** Gives the reviewers what was proposed: they are written to, and each case says so. */
@Injectable()
export class ValidateRound {
  constructor(
    private readonly facts: ReadRoundFacts,
    private readonly cases: Cases,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @throws StaleVersionError when the round changed since it was read
   * @throws RefusedError `no-round`, `round-validated`, `round-incomplete`, `reviewer-in-conflict`,
   *   `no-due-date`
   */
  async validate(
    tx: Tx,
    waveId: WaveId,
    expectedVersion: number,
  ): Promise<{ readonly dueAt: string; readonly assigned: number }> {
    const facts = await this.facts.read(tx, waveId);
    await this.cases.lock(
      tx,
      facts.cases.map(({ id }) => id),
    );
    const round = await lockRound(tx, waveId);
    if (!round) throw new RefusedError('no-round', say`Proposez d’abord une affectation.`);
    if (round.version !== expectedVersion) throw new StaleVersionError(round.version);
    if (round.status === 'validated')
      throw new RefusedError('round-validated', say`Cette affectation est déjà validée.`);
    requireComplete(facts);
    const dueAt = reviewsDueAt(facts.wave, facts.definition);
    if (dueAt === null)
      throw new RefusedError('no-due-date', say`L’appel ne dit pas quand les relectures sont à rendre.`);
    await markRoundValidated(tx, waveId, tx.actor.seatId, dueAt);
    await tellAssignments(tx, waveId, dueAt);
    const { assigned } = facts;
    await record(tx, roundStream(waveId), null, [
      {
        action: 'review-round.validated',
        audience: 'system',
        facts: { wave: waveId, dueAt: dueAt.toString(), assigned: assigned.length },
      },
    ]);
    const byCase = Map.groupBy(assigned, ({ candidacyId }) => candidacyId);
    await this.cases.recordAll(
      tx,
      [...byCase].map(([id, reviewers]) => ({
        id,
        records: [
          {
            action: 'reviews.asked',
            audience: 'state',
            facts: { reviewers: reviewers.length, dueAt: dueAt.toString() },
          },
        ],
      })),
    );
    await enqueueMails(tx, await this.mails(tx, facts, assigned, dueAt));
    return { dueAt: dueAt.toString(), assigned: assigned.length };
  }

  /** One mail a reviewer, whatever the number of their candidacies, and which names none of them. */
  @InFrench
  async mails(
    tx: Tx,
    { wave }: Pick<RoundFacts, 'wave'>,
    given: readonly Assigned[],
    dueAt: Temporal.Instant,
  ): Promise<readonly Mail[]> {
    const counts = Map.groupBy(given, ({ seatId }) => seatId);
    const addresses = await reviewerAddresses(tx, [...counts.keys()]);
    return addresses.map(({ seatId, address, name }) => ({
      kind: 'reviews-asked',
      cause: `${wave.id}:${String(tx.at.epochMilliseconds)}`,
      candidacyId: null,
      to: { address, name },
      subject: t('mail.asked.subject', { wave: wave.name, date: formatDate(dateIn(dueAt)) }),
      text: t('mail.asked.text', {
        n: counts.get(seatId)?.length ?? 0,
        wave: wave.name,
        date: formatDate(dateIn(dueAt)),
        link: new URL('/relectures', this.config.PUBLIC_URL).href,
      }),
    }));
  }
}

/** @throws RefusedError `round-incomplete`, `reviewer-in-conflict`, each with the candidacies that it is about */
function requireComplete(facts: RoundFacts): void {
  const { cases, assigned, definition } = facts;
  const wanted = definition.grid.reviewersPerCandidacy;
  const of = (id: string): readonly Assigned[] => assigned.filter((one) => one.candidacyId === id);
  refuse(
    'round-incomplete',
    say`Des candidatures n’ont pas leurs relecteurs : proposez de nouveau l’affectation.`,
    cases.filter(({ id }) => of(id).length < wanted),
  );
  refuse(
    'reviewer-in-conflict',
    say`Un conflit d’intérêts est apparu depuis la proposition : proposez de nouveau l’affectation.`,
    cases.filter(({ id }) => of(id).some((one) => conflictOf(facts, one.seatId, id) !== null)),
  );
}

function refuse(
  code: string,
  detail: string,
  cases: readonly { readonly id: string; readonly territory: string }[],
): void {
  if (cases.length === 0) return;
  throw new RefusedError(
    code,
    detail,
    cases.map(({ territory }) => ({ pointer: '', code, detail: territory })),
  );
}
