import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RefusedError, say, type WaveId } from '@rebond/kernel';
import { record, type RequestContext, SYSTEM, type Tx } from '@rebond/platform';
import { insertQuestion } from '../../infrastructure/question-rows.js';
import { readWave } from '../../infrastructure/wave-rows.js';

export const askInput = z.strictObject({
  waveId: z.uuid(),
  question: z
    .string()
    .trim()
    .min(10, say`Écrivez votre question en une phrase au moins.`)
    .max(4000),
});

/**
 * The journal of a question is no case's, so no territory's to write: the transaction is the system's, signed by who
 * asks.
 */
export function askedBy(ctx: RequestContext): RequestContext {
  const { personId, seatId, organisationId, onBehalfOf } = ctx.actor;
  return { ...ctx, actor: { ...SYSTEM, personId, seatId, organisationId, onBehalfOf: onBehalfOf ?? null } };
}

/** A territory asks something about a wave before its cut-off. */
@Injectable()
export class AskQuestion {
  /** @throws AbsentError, RefusedError `wave-closed` */
  async handle(tx: Tx, input: z.output<typeof askInput>): Promise<{ id: string }> {
    const wave = await readWave(tx, input.waveId as WaveId);
    const { organisationId } = tx.actor;
    if (organisationId === null) throw new Error('A question is asked by an organisation');
    if (Temporal.Instant.compare(tx.at, wave.cutoffAt) >= 0)
      throw new RefusedError('wave-closed', say`Cette relève est close : on n’y pose plus de question.`, [
        { pointer: '/waveId', code: 'wave-closed', detail: say`Cette relève est close.` },
      ]);
    const id = randomUUIDv7() as string;
    await insertQuestion(tx, { id, waveId: wave.id, organisationId, question: input.question });
    await record(tx, `question:${id}`, null, [
      {
        action: 'question.asked',
        audience: 'state',
        facts: { question: id, wave: wave.id, organisation: organisationId },
        personal: { question: input.question },
      },
    ]);
    return { id };
  }
}
