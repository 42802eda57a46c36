import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Act, scopeOf, type Role } from '@rebond/identity';
import { Ctx, type FormBody, type RequestContext, type Tx, Verbs, parseForm } from '@rebond/platform';
import {
  page,
  PageRoute,
  PublicPage,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  faultsToShow,
} from '@rebond/ui';
import { Calls } from '../../application/calls.js';
import { wavePage } from '../../application/list-waves/list-waves.js';
import { askedBy, askInput, AskQuestion } from '../../application/questions/ask-question.js';
import { questionsQuery, searchQuestions } from '../../application/questions/read-questions.js';
import { questionsOfOrganisation } from '../../infrastructure/question-rows.js';
import { t } from '../../messages.fr.js';
import { type AskingProps, QuestionsPage } from './questions-page.js';

type QuestionsQuery = z.output<typeof questionsQuery>;
type Typed = Pick<AskingProps, 'faults' | 'typed'>;
const NOTHING: Typed = { faults: [], typed: {} };
const typedIn = (form: FormBody): AskingProps['typed'] => ({
  ...(typeof form['waveId'] === 'string' ? { waveId: form['waveId'] } : {}),
  ...(typeof form['question'] === 'string' ? { question: form['question'] } : {}),
});

/** Questions and answers: published ones for everyone, asking for territories. */
@Controller('questions')
export class QuestionPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
    private readonly askQuestion: AskQuestion,
  ) {}

  @Get()
  @Act('call.read')
  @PublicPage()
  list(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Query({ schema: questionsQuery }) query: QuestionsQuery,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, (tx) => this.questionsPage(tx, visitor, query, NOTHING));
  }

  @Post()
  @Act('question.ask')
  @PageRoute()
  ask(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(askInput, form);
        await this.verbs.write(askedBy(ctx), (tx) => this.askQuestion.handle(tx, input));
        return redirect('/questions', t('questions.sent'));
      },
      (refusal) =>
        this.verbs.read(ctx, (tx) =>
          this.questionsPage(tx, visitor, {}, { faults: faultsToShow(refusal), typed: typedIn(form) }),
        ),
    );
  }

  private async questionsPage(
    tx: Tx,
    visitor: Visitor | null,
    query: QuestionsQuery,
    typed: Typed,
  ): Promise<PageAnswer> {
    const questions = await searchQuestions(tx, query);
    const { items: waves } = await wavePage(tx, { open: 'false', limit: 50 });
    return page({
      title: t('questions.title'),
      lead: t('questions.lead'),
      body: <QuestionsPage {...{ questions, waves, query, asking: await this.asking(tx, visitor, typed) }} />,
    });
  }

  private async asking(tx: Tx, visitor: Visitor | null, typed: Typed): Promise<AskingProps | null> {
    const { role, organisationId } = tx.actor;
    if (!visitor || organisationId === null || scopeOf(role as Role, 'question.ask') === null) return null;
    const mine = await questionsOfOrganisation(tx, organisationId);
    return { visitor, open: await this.calls.openWaves(tx), mine, ...typed };
  }
}
