import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, type RequestContext, SeenVersion, Verbs } from '@rebond/platform';
import { PublicPages } from '@rebond/ui';
import { answerInput, type AnswerInput, AnswerQuestion } from '../application/questions/answer-question.js';
import { askedBy, askInput, AskQuestion } from '../application/questions/ask-question.js';
import { questionsQuery, searchQuestions } from '../application/questions/read-questions.js';
import { presentQuestion } from './present.js';

@ApiTags('Questions')
@Controller('api/questions')
export class QuestionsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly asking: AskQuestion,
    private readonly answering: AnswerQuestion,
    private readonly publicPages: PublicPages,
  ) {}

  /** Published questions and answers, the newest first; at most 500. */
  @Get()
  @Act('call.read')
  list(@Ctx() ctx: RequestContext, @Query({ schema: questionsQuery }) query: z.output<typeof questionsQuery>) {
    return this.verbs.read(ctx, async (tx) => ({ items: (await searchQuestions(tx, query)).map(presentQuestion) }));
  }

  /** Asks a question about a wave that is not closed. */
  @Post()
  @Act('question.ask')
  ask(@Ctx() ctx: RequestContext, @Body({ schema: askInput }) body: z.output<typeof askInput>) {
    return this.verbs.write(askedBy(ctx), (tx) => this.asking.handle(tx, body));
  }

  /** Answers a question; `publish` puts it on the public page, or takes it back. */
  @Post(':id/answer')
  @HttpCode(200)
  @Act('question.answer')
  async answer(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: string,
    @Body({ schema: answerInput }) body: AnswerInput,
  ) {
    const answered = await this.verbs.write(ctx, (tx) => this.answering.handle(tx, id, version, body));
    this.publicPages.forget();
    return answered;
  }
}
