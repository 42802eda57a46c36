import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { AbsentError, ForbiddenError, RefusedError, say, type SeatId, type WaveId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { z } from 'zod';
import { topicsOf } from '../../domain/assignment/topics.js';
import {
  dismissReviewer,
  enrolmentOf,
  enrolReviewer,
  reviewsByAnotherSeat,
  roleOfSeat,
  type Enrolment,
} from '../../infrastructure/assignment/reviewer-rows.js';
import { roundStream } from './propose-round.js';
import { REVIEWER_ROLES } from './round-facts.js';

const expertise = {
  /** Subjects of the call's form that the reviewer knows. */
  topics: z.array(z.string().max(200)).max(500).default([]),
  /** Codes of regions. */
  regions: z.array(z.string().max(3)).max(20).default([]),
};
export const expertiseInput = z.strictObject(expertise);
export const enrolInput = z
  .strictObject({ ...expertise, minLoad: z.int().min(0).max(500).default(0), maxLoad: z.int().min(0).max(500) })
  .refine(({ minLoad, maxLoad }) => minLoad <= maxLoad, {
    message: say`La charge minimale ne dépasse pas la charge maximale.`,
    path: ['minLoad'],
  });
export type ExpertiseInput = z.output<typeof expertiseInput>;
export type EnrolInput = z.output<typeof enrolInput>;

/** A type, so that it is JSON. */
export type Enrolled = { readonly seat: string; readonly maxLoad: number };

/** Load of a reviewer who declared what they know before the office said how much it asks. */
const USUAL_LOAD = 5;

/** Who may be given candidacies of a wave, how many, and what they know. */
@Injectable()
export class EnrolReviewer {
  constructor(private readonly calls: Calls) {}

  /** By the programme office. @throws RefusedError `not-a-reviewer`, `already-enrolled`, `unknown-topic` */
  async enrol(tx: Tx, waveId: WaveId, seatId: SeatId, input: EnrolInput): Promise<Enrolled> {
    const role = await roleOfSeat(tx, seatId);
    if (role === null) throw new AbsentError();
    if (!REVIEWER_ROLES.some((one) => one === role))
      throw new RefusedError('not-a-reviewer', say`Cette fonction n’évalue pas de candidatures.`);
    if (await reviewsByAnotherSeat(tx, waveId, seatId))
      throw new RefusedError(
        'already-enrolled',
        say`Cette personne relit déjà dans cette relève, par une autre fonction.`,
      );
    await this.requireTopics(tx, waveId, input);
    return this.store(tx, waveId, seatId, input);
  }

  /** By the reviewer: what they know; the loads stay those that the office gave. @throws RefusedError `unknown-topic` */
  async declare(tx: Tx, waveId: WaveId, input: ExpertiseInput): Promise<Enrolled> {
    const { seatId } = tx.actor;
    if (seatId === null) throw new ForbiddenError('no-seat', say`Un relecteur exerce une fonction.`);
    await this.requireTopics(tx, waveId, input);
    const before = await enrolmentOf(tx, waveId, seatId);
    return this.store(tx, waveId, seatId, { minLoad: 0, maxLoad: USUAL_LOAD, ...before, ...input });
  }

  /** What they were given stays until it is given to another. */
  async dismiss(tx: Tx, waveId: WaveId, seatId: SeatId): Promise<{ readonly seat: string }> {
    await this.calls.wave(tx, waveId);
    await dismissReviewer(tx, waveId, seatId);
    await record(tx, roundStream(waveId), null, [
      { action: 'reviewer.dismissed', audience: 'system', facts: { wave: waveId, seat: seatId } },
    ]);
    return { seat: seatId };
  }

  private async requireTopics(tx: Tx, waveId: WaveId, { topics }: ExpertiseInput): Promise<void> {
    const { definition } = await this.calls.waveAndDefinition(tx, waveId);
    const known = new Set(topicsOf(definition).map(({ key }) => key));
    const faults = topics.flatMap((one, i) =>
      known.has(one)
        ? []
        : [
            {
              pointer: `/topics/${i}`,
              code: 'unknown-topic',
              detail: say`« ${one} » n’est pas un sujet de cet appel.`,
            },
          ],
    );
    if (faults.length > 0) throw new RefusedError('unknown-topic', say`Des sujets ne sont pas de cet appel.`, faults);
  }

  private async store(tx: Tx, waveId: WaveId, seatId: SeatId, as: Enrolment): Promise<Enrolled> {
    await enrolReviewer(tx, waveId, seatId, as);
    await record(tx, roundStream(waveId), null, [
      { action: 'reviewer.enrolled', audience: 'system', facts: { wave: waveId, seat: seatId, ...as } },
    ]);
    return { seat: seatId, maxLoad: as.maxLoad };
  }
}
