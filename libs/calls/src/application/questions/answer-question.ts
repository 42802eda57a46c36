import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AbsentError, inFrench, RefusedError, say, StaleVersionError } from '@rebond/kernel';
import { enqueueMails, record, statement, type Tx } from '@rebond/platform';
import { type Question, readQuestion, storeAnswer } from '../../infrastructure/question-rows.js';
import { t } from '../../messages.fr.js';

export const answerInput = z.strictObject({
  answer: z.string().trim().min(2).max(10_000),
  /** The question as it is published: it must not tell who asked. */
  publicQuestion: z.string().trim().min(2).max(4000).optional(),
  publish: z.boolean().default(false),
});
export type AnswerInput = z.output<typeof answerInput>;

const ASKER = statement('question_asker', 'select name, email from identity.person where id = $1');

/** Answers a question, and publishes it or takes it back from publication. */
@Injectable()
export class AnswerQuestion {
  /** @throws AbsentError, StaleVersionError, RefusedError `public-question-required` */
  async handle(tx: Tx, id: string, expectedVersion: number, input: AnswerInput): Promise<{ version: number }> {
    const before = await readQuestion(tx, id);
    if (!before) throw new AbsentError();
    if (before.version !== expectedVersion) throw new StaleVersionError(before.version);
    if (input.publish && input.publicQuestion === undefined)
      throw new RefusedError('public-question-required', say`Écrivez la question telle qu’elle sera publiée.`, [
        {
          pointer: '/publicQuestion',
          code: 'public-question-required',
          detail: say`Écrivez la question telle qu’elle sera publiée.`,
        },
      ]);
    const publicQuestion = input.publicQuestion ?? null;
    const publishedAt = input.publish ? (before.publishedAt ?? tx.at) : null;
    const version = await storeAnswer(tx, {
      id,
      version: expectedVersion,
      answer: input.answer,
      publicQuestion,
      publishedAt,
    });
    if (version === null) throw new StaleVersionError(before.version);
    await record(tx, `question:${id}`, null, [
      {
        action: input.publish ? 'question.published' : 'question.answered',
        audience: 'state',
        facts: { question: id, wave: before.waveId, published: input.publish },
        personal: { answer: input.answer, publicQuestion },
      },
    ]);
    if (before.answer !== input.answer) await inFrench(() => tellAsker(tx, before, input.answer, version));
    return { version };
  }
}

/** Whoever asked gets the answer, published or not; a changed answer is told again. */
async function tellAsker(tx: Tx, asked: Question, answer: string, version: number): Promise<void> {
  const [person] = await tx.query<{ name: string; email: string }>(ASKER, [asked.askedByPerson]);
  if (!person) return;
  await enqueueMails(tx, [
    {
      kind: 'question-answered',
      cause: `${asked.id}:${version}`,
      candidacyId: null,
      to: { address: person.email, name: person.name },
      subject: t('questions.mailSubject', { wave: asked.waveName }),
      text: t('questions.mailBody', { question: asked.question, answer }),
    },
  ]);
}
