import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { allQuestions, answerInput, AnswerQuestion, readQuestion, type Question } from '@rebond/calls';
import { Act, UuidPipe } from '@rebond/identity';
import { AbsentError, type Fault } from '@rebond/kernel';
import { Ctx, SeenVersion, type FormBody, type RequestContext, type Tx, Verbs, parseForm } from '@rebond/platform';
import {
  Button,
  Checkbox,
  ErrorSummary,
  faultAt,
  Form,
  page,
  PageRoute,
  PublicPages,
  Reader,
  redirect,
  submitted,
  Table,
  TextArea,
  Time,
  type PageAnswer,
  type Redirection,
  type Visitor,
  faultsToShow,
  typedText,
} from '@rebond/ui';
import { t } from '../../messages.office.fr.js';
import { officeCrumb, OfficeFrame } from './office-frame.js';

const HERE = '/programme/questions';

const stateOf = ({ answer, publishedAt }: Question): string =>
  t(publishedAt ? 'questions.published' : answer === null ? 'questions.waiting' : 'questions.answered');

const List = ({ questions }: { readonly questions: readonly Question[] }) => (
  <OfficeFrame here={HERE}>
    <Table
      caption={t('questions.list')}
      columns={[
        { key: 'question', label: t('questions.question') },
        { key: 'wave', label: t('questions.wave') },
        { key: 'asked', label: t('questions.asked') },
        { key: 'state', label: t('questions.state') },
      ]}
      rows={questions.map((one) => ({
        key: one.id,
        href: `${HERE}/${one.id}`,
        cells: { question: one.question, wave: one.waveName, asked: <Time at={one.askedAt} />, state: stateOf(one) },
      }))}
    />
  </OfficeFrame>
);

interface AnswerProps {
  readonly one: Question;
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
  readonly form: FormBody | null;
}

const Answer = ({ one, csrf, faults, form }: AnswerProps) => (
  <>
    <ErrorSummary faults={faults} />
    <blockquote>
      <p>{one.question}</p>
    </blockquote>
    <Form action={`${HERE}/${one.id}`} csrf={csrf} version={one.version}>
      <TextArea
        name="answer"
        label={t('questions.answer')}
        required
        rows={8}
        maxLength={10_000}
        value={form ? typedText(form, 'answer') : one.answer}
        fault={faultAt(faults, '/answer')}
      />
      <TextArea
        name="publicQuestion"
        label={t('questions.public')}
        hint={t('questions.publicHint')}
        rows={4}
        maxLength={4000}
        value={form ? typedText(form, 'publicQuestion') : (one.publicQuestion ?? one.question)}
        fault={faultAt(faults, '/publicQuestion')}
      />
      <Checkbox
        name="publish"
        label={t('questions.publish')}
        checked={form ? form['publish'] !== undefined : one.publishedAt !== null}
      />
      <Button>{t('questions.save')}</Button>
    </Form>
  </>
);

/** Questions that territories ask: answered, then published. */
@Controller('programme/questions')
export class OfficeQuestionPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly answering: AnswerQuestion,
    private readonly publicPages: PublicPages,
  ) {}

  @Get()
  @Act('question.answer')
  @PageRoute()
  list(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) =>
      page({ title: t('office.questions'), trail: [officeCrumb()], body: <List questions={await allQuestions(tx)} /> }),
    );
  }

  @Get(':id')
  @Act('question.answer')
  @PageRoute()
  read(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null, @Param('id', UuidPipe) id: string) {
    return this.verbs.read(ctx, (tx) => this.answerPage(tx, id, visitor, [], null));
  }

  @Post(':id')
  @Act('question.answer')
  @PageRoute()
  answer(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(answerInput, form);
        await this.verbs.write(ctx, (tx) => this.answering.handle(tx, id, version, input));
        this.publicPages.forget();
        return redirect(HERE, t('questions.saved'));
      },
      (refusal) => this.verbs.read(ctx, (tx) => this.answerPage(tx, id, visitor, faultsToShow(refusal), form)),
    );
  }

  private async answerPage(
    tx: Tx,
    id: string,
    visitor: Visitor | null,
    faults: readonly Fault[],
    form: FormBody | null,
  ): Promise<PageAnswer> {
    const one = await readQuestion(tx, id);
    if (!one) throw new AbsentError();
    return page({
      title: t('questions.answerTitle'),
      lead: one.waveName,
      trail: [officeCrumb(), { label: t('office.questions'), href: HERE }],
      body: <Answer {...{ one, csrf: visitor?.csrf ?? null, faults, form }} />,
    });
  }
}
