import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Act, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId, DomainError } from '@rebond/kernel';
import { Ctx, SeenVersion, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import {
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  typedText,
} from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import { AnswerCompletion, answerCompletionInput } from '../../application/completion/answer-completion.js';
import { listCompletions } from '../../application/completion/list-completions.js';
import { definitionOf } from '../../application/read/definition-of.js';
import { t } from '../../messages.case.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';
import { Completions } from './completions.js';

/** What a form shown again keeps. */
interface Again {
  readonly refusal: DomainError;
  readonly request: string;
  readonly form: FormBody;
}

/** Completion requests as the territory answers them. */
@CasePanel({
  key: 'complements',
  label: () => t('completions.title'),
  order: 30,
  action: 'candidacy.answer-completion',
  states: ['submitted', 'incomplete', 'waitlisted', 'selected', 'engineering', 'funded', 'rejected', 'inadmissible'],
})
@Controller('candidatures/:id/complements')
export class CompletionPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly answering: AnswerCompletion,
    private readonly frame: CaseFrame,
  ) {}

  @Get()
  @Act('candidacy.answer-completion')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, null);
  }

  @Post(':requestId')
  @Act('candidacy.answer-completion')
  @PageRoute()
  answer(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('requestId', UuidPipe) request: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(answerCompletionInput, form);
        const { stillOpen } = await this.verbs.write(ctx, (tx) =>
          this.answering.answer(tx, id, version, request, input),
        );
        return redirect(caseUrl(id, 'complements'), t('completions.answered', { count: stillOpen }));
      },
      (refusal) => this.page(ctx, visitor, id, { refusal, request, form }),
    );
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    again: Again | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const definition = await definitionOf(tx, this.calls, candidacy);
      const requests = await listCompletions(tx, id);
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: 'complements',
        title: t('completions.title'),
        body: (
          <Completions
            {...{ candidacy, definition, requests }}
            csrf={visitor?.csrf ?? null}
            refusal={again?.refusal ?? null}
            refused={again?.request ?? null}
            answer={typedText(again?.form ?? {}, 'answer') ?? ''}
          />
        ),
      });
    });
  }
}
