import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { scopeOf, withholds, type Role } from '@rebond/identity';
import { AbsentError, centsOfEuros, type CandidacyId } from '@rebond/kernel';
import { quorumOf } from '@rebond/meetings';
import type { Tx } from '@rebond/platform';
import { leftOf, promisedBy, rankedBy, whatIf } from '../../domain/session/decision.js';
import { quorumRuleOf, type SessionId } from '../../domain/session/session.js';
import { decisionsOf } from '../../infrastructure/session/decision-rows.js';
import { itemsOf, recusalsOf } from '../../infrastructure/session/item-rows.js';
import { membersOf } from '../../infrastructure/session/member-rows.js';
import { minutesOf } from '../../infrastructure/session/minutes-rows.js';
import { findSession, sessionAfter } from '../../infrastructure/session/session-rows.js';
import { promisedByLists, scoresOf, type Score } from '../../infrastructure/session/standing.js';
import { byItem, recusalsNow } from './leaving.js';
import { presentSession, type SessionView } from './present.js';
import type { SessionCredits, SessionFacts } from './session-facts.js';
import { sessionOf } from './session-of.js';

/** A session as its reader sees it: who has no part in a case sees neither its point, nor any total of the wave. */
@Injectable()
export class ReadSession {
  constructor(
    private readonly calls: Calls,
    private readonly cases: Cases,
  ) {}

  /** @throws AbsentError also for who examines candidacies, but is no member */
  async facts(tx: Tx, id: SessionId): Promise<SessionFacts> {
    const session = await sessionOf(tx, id);
    const members = await membersOf(tx, id);
    const { role, seatId } = tx.actor;
    if (!scopeOf(role as Role, 'selection.read') && !members.some((one) => one.seatId === seatId))
      throw new AbsentError();
    const { definition } = await this.calls.waveAndDefinition(tx, session.waveId);
    const items = await itemsOf(tx, id);
    const isLive = scopeOf(role as Role, 'sitting.run') !== null && session.status === 'open';
    const ids = items.flatMap((one) => one.candidacyId ?? []);
    return {
      ...{ session, definition, members, items },
      follows: session.followsId === null ? null : await findSession(tx, session.followsId),
      territories: new Map((await this.cases.readAll(tx, ids)).map((one) => [one.id, one.territory])),
      recusals: isLive ? await recusalsNow(tx, id, members, items) : await recusalsOf(tx, id),
      decisions: await decisionsOf(tx, id),
    };
  }

  async read(tx: Tx, id: SessionId): Promise<SessionView> {
    const facts = await this.facts(tx, id);
    const { session, members, items } = facts;
    const isWhole = !withholds(tx.actor, session.waveId);
    const readsScores = scopeOf(tx.actor.role as Role, 'selection.read') !== null;
    const ids = items.flatMap((one) => one.candidacyId ?? []);
    const scores: ReadonlyMap<CandidacyId, Score> = readsScores ? await scoresOf(tx, ids) : new Map();
    const left = byItem(facts.recusals);
    const rule = quorumRuleOf(session);
    return presentSession(facts, {
      ...{ isWhole, scores },
      quorum: quorumOf(members, { rule }),
      quorumOf: (item) => quorumOf(members, { recused: left.get(item.id), rule }),
      after: isWhole ? await sessionAfter(tx, id) : null,
      credits: isWhole ? await this.credits(tx, facts, scores) : null,
      minutes: isWhole ? await minutesOf(tx, id) : null,
    });
  }

  /** What the call has left, and what it would have; null when nothing bounds it. */
  private async credits(
    tx: Tx,
    { session, definition, items, decisions }: SessionFacts,
    scores: ReadonlyMap<CandidacyId, Score>,
  ): Promise<SessionCredits | null> {
    const { credits: given, envelope, engineering } = definition.amounts;
    if (!given) return null;
    const { callId } = await this.calls.wave(tx, session.waveId);
    const credits = { envelopeCents: centsOfEuros(given.envelopeEur), personDays: given.personDays };
    const before = leftOf(credits, await promisedByLists(tx, callId, session.listId));
    const provisional = promisedBy(decisions);
    const ids = items.flatMap((one) => one.candidacyId ?? []);
    const ranked = rankedBy(ids.map((id) => scores.get(id)?.mean ?? null)).flatMap((i) => ids[i] ?? []);
    const assumed = { envelopeCents: centsOfEuros(envelope.minEur), personDays: engineering?.personDays ?? 0 };
    const decided = ranked.map((id) => decisions.find((one) => one.candidacyId === id) ?? null);
    const then = whatIf(before, decided, assumed);
    return {
      ...{ before, provisional, left: leftOf(before, provisional), assumed },
      ranking: ranked.map((candidacyId, i) => ({ candidacyId, leftAfter: then[i] ?? before })),
    };
  }
}
