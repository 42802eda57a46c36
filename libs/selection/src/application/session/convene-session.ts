import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { requireUnrecused } from '@rebond/identity';
import { MalformedError, type CandidacyId, say, type SeatId, type WaveId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { rankedBy } from '../../domain/session/decision.js';
import type { ItemId, SessionId, SessionMember } from '../../domain/session/session.js';
import { proposableOf } from '../../infrastructure/proposable.js';
import type { NewItem } from '../../infrastructure/session/item-rows.js';
import { eligibleMembers, type Eligible } from '../../infrastructure/session/member-rows.js';
import { scoresOf } from '../../infrastructure/session/standing.js';
import { requireOver } from '../wave-over.js';
import { Convoke, faulty, memberOf, requireNotice } from './convoke.js';
import type { ConveneInput } from './input.js';

/** Convenes a committee to examine the cases of a wave: members, agenda, and a mail with its iCalendar to each. */
@Injectable()
export class ConveneSession {
  constructor(
    private readonly calls: Calls,
    private readonly convoking: Convoke,
  ) {}

  /**
   * @throws RefusedError `too-short-notice` unless urgency is recorded, `date-is-past`, `wave-still-open`, `not-eligible`,
   * `chair-without-vote`, `same-person`, `not-of-the-wave`
   */
  async handle(tx: Tx, input: ConveneInput): Promise<SessionId> {
    const waveId = input.waveId as WaveId;
    requireUnrecused(tx.actor, waveId);
    const { wave, definition } = await this.calls.waveAndDefinition(tx, waveId);
    requireOver(wave, tx.at);
    requireNotice(tx, input, definition);
    const { members, people } = await this.compose(tx, input);
    const session = {
      ...{ id: randomUUIDv7() as string as SessionId, waveId, kind: input.kind, title: input.title },
      ...{ startsAt: input.startsAt, durationMinutes: input.durationMinutes, place: input.place },
      ...{ chair: input.chair as SeatId, secretary: input.secretary as SeatId },
      ...{ convenedAt: tx.at, urgency: input.urgency ?? null, followsId: null },
    };
    await this.convoking.send(tx, { session, members, people, items: await agendaOf(tx, waveId, input), definition });
    return session.id;
  }

  private async compose(
    tx: Tx,
    input: ConveneInput,
  ): Promise<{ readonly members: readonly SessionMember[]; readonly people: readonly Eligible[] }> {
    const eligible = new Map((await eligibleMembers(tx)).map((one) => [one.seatId as string, one]));
    const people: Eligible[] = [];
    const members = input.members.map(({ seatId, hasVote }, n): SessionMember => {
      const one =
        eligible.get(seatId) ??
        faulty(
          `/members/${String(n)}/seatId`,
          'not-eligible',
          say`Personne n’occupe cette fonction, ou elle ne siège pas.`,
        );
      people.push(one);
      return memberOf(one, hasVote);
    });
    if (new Set(members.map((one) => one.personId)).size < members.length)
      faulty('/members', 'same-person', say`Une personne n’est membre de la séance qu’une fois.`);
    if (!members.some((one) => one.seatId === input.chair && one.hasVote))
      faulty('/chair', 'chair-without-vote', say`La présidence revient à un membre qui a voix délibérative.`);
    if (input.chair === input.secretary || !members.some((one) => one.seatId === input.secretary))
      faulty('/secretary', 'not-eligible', say`Le secrétariat revient à un autre membre de la séance.`);
    return { members, people };
  }
}

/** Free points, then cases: those named, or all those of the wave by their score. */
async function agendaOf(tx: Tx, waveId: WaveId, input: ConveneInput): Promise<readonly NewItem[]> {
  const open = (await proposableOf(tx, waveId)).map(({ id }) => id);
  const newId = (): ItemId => randomUUIDv7() as string as ItemId;
  const cases = input.cases === undefined ? await byScore(tx, open) : (input.cases as CandidacyId[]);
  if (new Set(cases).size < cases.length)
    throw new MalformedError('repeated-case', say`Une candidature figure deux fois.`);
  if (cases.some((id) => !open.includes(id)))
    faulty(
      '/cases',
      'not-of-the-wave',
      say`Une des candidatures n’est pas de cette relève, ou son sort est déjà proposé.`,
    );
  return [
    ...input.otherItems.map((title) => ({ id: newId(), candidacyId: null, title })),
    ...cases.map((candidacyId) => ({ id: newId(), candidacyId, title: null })),
  ];
}

async function byScore(tx: Tx, ids: readonly CandidacyId[]): Promise<readonly CandidacyId[]> {
  const scores = await scoresOf(tx, ids);
  return rankedBy(ids.map((id) => scores.get(id)?.mean ?? null)).flatMap((i) => ids[i] ?? []);
}
