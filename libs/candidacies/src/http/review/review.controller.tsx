import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId, Json } from '@rebond/kernel';
import {
  Ctx,
  inputOfForm,
  parseInput,
  SeenVersion,
  Verbs,
  type FormBody,
  type RequestContext,
  type Tx,
  parseForm,
} from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { AssessAdmissibility, admissibilityInput } from '../../application/admissibility/assess-admissibility.js';
import { CancelCompletion, cancelCompletionInput } from '../../application/completion/cancel-completion.js';
import { RequestCompletion, requestCompletionInput } from '../../application/completion/request-completion.js';
import { noteInput, WriteNote } from '../../application/notes/notes.js';
import { AssignOfficer, assignInput } from '../../application/worklist/assign-officer.js';
import { markRead } from '../../application/worklist/read-marks.js';
import { t } from '../../messages.worklist.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';
import { ReviewFacts } from './review-facts.js';
import { ReviewPage, type Again } from './review-page.js';
import { signatureOf } from './signature.js';

const EXAMINED = [
  'submitted',
  'incomplete',
  'inadmissible',
  'waitlisted',
  'rejected',
  'withdrawn',
  'selected',
  'engineering',
  'funded',
  'closed',
  'abandoned',
] as const;

/** The examination: the file beside the grid, the officer's notes, decisions and requests. */
@CasePanel({ key: 'instruction', label: () => t('review.panel'), order: 15, action: 'note.read', states: EXAMINED })
@Controller('candidatures/:id/instruction')
export class ReviewController {
  constructor(
    private readonly verbs: Verbs,
    private readonly frame: CaseFrame,
    private readonly facts: ReviewFacts,
    private readonly assessing: AssessAdmissibility,
    private readonly requesting: RequestCompletion,
    private readonly cancelling: CancelCompletion,
    private readonly noting: WriteNote,
    private readonly assigning: AssignOfficer,
  ) {}

  @Get()
  @Act('note.read')
  @PageRoute()
  async show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query('modele') template?: string,
  ): Promise<PageAnswer> {
    const answer = await this.page(ctx, visitor, id, null, typeof template === 'string' ? template : null);
    await this.verbs.read(ctx, (tx) => markRead(tx, [id]));
    return answer;
  }

  @Post('recevabilite')
  @Act('candidacy.assess-admissibility')
  @PageRoute()
  assess(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(ctx, visitor, id, { form: 'admissibility', typed: form }, t('review.pronounced'), (tx) => {
      const input = parseInput(admissibilityInput, admissibilityOf(form));
      return this.assessing.assess(tx, id, version, input);
    });
  }

  @Post('complement')
  @Act('candidacy.request-completion')
  @PageRoute()
  ask(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(ctx, visitor, id, { form: 'completion', typed: form }, t('review.asked'), (tx) => {
      const input = parseInput(requestCompletionInput, { fields: [], ...inputOfForm(requestCompletionInput, form) });
      return this.requesting.request(tx, id, version, input);
    });
  }

  @Post('complement/:requestId/annulation')
  @Act('candidacy.cancel-completion')
  @PageRoute()
  cancel(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('requestId', UuidPipe) requestId: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(ctx, visitor, id, { form: 'cancellation', typed: form }, t('review.cancelled'), (tx) => {
      const input = parseForm(cancelCompletionInput, form);
      return this.cancelling.cancel(tx, id, version, requestId, input);
    });
  }

  @Post('note')
  @Act('note.write')
  @PageRoute()
  note(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act(ctx, visitor, id, { form: 'note', typed: form }, t('review.noted'), async (tx) => {
      const input = parseForm(noteInput, form);
      return this.noting.write(tx, id, await signatureOf(tx, ctx, visitor), input);
    });
  }

  @Post('charge')
  @Act('candidacy.assign')
  @PageRoute()
  assign(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const said = form['officer'] === '' ? t('review.released') : t('review.assigned');
    return this.act(ctx, visitor, id, { form: 'officer', typed: form }, said, (tx) =>
      this.assigning.assign(tx, id, parseForm(assignInput, form)),
    );
  }

  /** Does what a form of the page asks, and shows the page again, told so or told why not. */
  private act(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    sent: Omit<Again, 'refusal'>,
    said: string,
    work: (tx: Tx) => Promise<Json>,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, work);
        return redirect(caseUrl(id, 'instruction'), said);
      },
      (refusal) => this.page(ctx, visitor, id, { ...sent, refusal }, null),
    );
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    again: Again | null,
    template: string | null,
  ): Promise<PageAnswer> {
    const role = ctx.actor.role as Role;
    const acts = scopeOf(role, 'candidacy.assign') !== null;
    return this.verbs.read(ctx, async (tx) => {
      const found = await this.facts.read(tx, id, { acts, template });
      return this.frame.around(found.file.candidacy, role, {
        panel: 'instruction',
        title: t('review.panel'),
        wide: true,
        scripts: ['worklist'],
        body: (
          <ReviewPage
            {...found}
            path={caseUrl(id, 'instruction')}
            csrf={visitor?.csrf ?? null}
            once={randomUUID}
            acts={acts}
            writesNotes={scopeOf(role, 'note.write') !== null}
            again={again}
          />
        ),
      });
    });
  }
}

/** What was ticked of the checklist; what was not is left out, and asked for. */
const checksOf = (typed: unknown): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    Object.entries(typeof typed === 'object' && typed !== null ? typed : {}).map(([key, value]) => [
      key,
      value === 'oui',
    ]),
  );

/** « Oui » or « non », with one reason per line. */
function admissibilityOf(form: FormBody): unknown {
  const checks = checksOf(form['checks']);
  if (form['admissible'] === 'oui') return { admissible: true, checks };
  const reasons = typeof form['reasons'] === 'string' ? form['reasons'].split(/\r?\n/) : [];
  const admissible = form['admissible'] === 'non' ? false : undefined;
  return { admissible, checks, reasons: reasons.map((line) => line.trim()).filter((line) => line !== '') };
}
