import { Body, Controller, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, inputOfForm, parseInput, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { commentInput, Comments } from '../../application/comments/comments.js';
import { AssignSection, assignInput } from '../../application/sections/assign-section.js';
import { t } from '../../messages.form.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { SectionPages } from './section-pages.js';

/** What a territory settles among itself about a part of its form: who writes it, and remarks. */
@Controller('candidatures/:id/formulaire/:section')
export class SideController {
  constructor(
    private readonly verbs: Verbs,
    private readonly assigning: AssignSection,
    private readonly comments: Comments,
    private readonly pages: SectionPages,
  ) {}

  @Post('attribution')
  @Act('candidacy.edit')
  @PageRoute()
  async assign(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('section') section: string,
    @Body() form: FormBody,
  ): Promise<Redirection> {
    const input = parseForm(assignInput, form);
    await this.verbs.write(ctx, (tx) => this.assigning.assign(tx, id, section, input));
    return redirect(`${caseUrl(id, 'formulaire', section)}#remarques`, t('side.assignedDone'));
  }

  @Post('remarques')
  @Act('candidacy.edit')
  @PageRoute()
  comment(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('section') section: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseInput(commentInput, { body: '', ...inputOfForm(commentInput, form) });
        await this.verbs.write(ctx, (tx) => this.comments.write(tx, id, section, input));
        return redirect(`${caseUrl(id, 'formulaire', section)}#remarques`, t('side.commented'));
      },
      ({ faults }) =>
        this.verbs.read(ctx, (tx) =>
          this.pages.page(tx, id, section, visitor, {
            remark: { faults, body: typeof form.body === 'string' ? form.body : '' },
          }),
        ),
    );
  }

  @Post('remarques/:comment/resolution')
  @Act('candidacy.edit')
  @PageRoute()
  async resolve(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('section') section: string,
    @Param('comment', UuidPipe) comment: string,
  ): Promise<Redirection> {
    await this.verbs.write(ctx, (tx) => this.comments.resolve(tx, id, comment));
    return redirect(`${caseUrl(id, 'formulaire', section)}#remarques`, t('side.resolved'));
  }
}
