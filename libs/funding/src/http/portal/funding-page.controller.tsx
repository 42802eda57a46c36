import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CasePanel, caseUrl } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import {
  Ctx,
  inputOfForm,
  parseInput,
  SeenVersion,
  Verbs,
  type FormBody,
  type RequestContext,
  parseForm,
} from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { Award, awardInput } from '../../application/award/award.js';
import { CommitFunds, commitInput } from '../../application/commit/commit.js';
import { Dossiers, statusInput } from '../../application/dossiers/dossiers.js';
import { t } from '../../messages.fr.js';
import { FundingPages } from './funding-pages.js';

/** The envelope of a case: its funders, the projects routed to it, what is awarded of it. */
@Controller('candidatures/:id/financement')
@CasePanel({
  key: 'financement',
  label: () => t('panel.funding'),
  order: 68,
  action: 'funding.read',
  states: ['selected', 'engineering', 'funded', 'closed', 'abandoned'],
})
export class FundingPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly pages: FundingPages,
    private readonly committing: CommitFunds,
    private readonly awarding: Award,
    private readonly dossiers: Dossiers,
  ) {}

  @Get()
  @Act('funding.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    return this.pages.envelope(ctx, id, visitor, null);
  }

  @Post('engagements')
  @Act('funding.commit')
  @PageRoute()
  commit(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    // Without the rows left empty, so that a fault's row is the row that is shown.
    const commitments = filled(form.commitments);
    return submitted(
      async () => {
        const input = parseInput(commitInput, inputOfForm(commitInput, { commitments }));
        await this.verbs.write(ctx, (tx) => this.committing.commit(tx, id, input));
        return redirect(caseUrl(id, 'financement'), t('funding.committed'));
      },
      (refusal) => this.pages.envelope(ctx, id, visitor, { form: 'engagements', refusal, typed: { commitments } }),
    );
  }

  @Post('conventions')
  @Act('funding.award')
  @PageRoute()
  award(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(awardInput, form);
        await this.verbs.write(ctx, async (tx) => (await this.awarding.award(tx, id, version, input)).id);
        return redirect(caseUrl(id, 'financement'), t('awards.done'));
      },
      (refusal) => this.pages.envelope(ctx, id, visitor, { form: 'conventions', refusal, typed: form }),
    );
  }

  /** Where one project stands at Bpifrance. */
  @Get('projets/:project')
  @Act('funding.read')
  @PageRoute()
  dossier(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('project', UuidPipe) project: string,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    return this.pages.dossier(ctx, id, project, visitor, null);
  }

  @Post('projets/:project')
  @Act('funding.follow')
  @PageRoute()
  follow(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('project', UuidPipe) project: string,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(statusInput, form);
        const { projectRef } = await this.verbs.write(ctx, (tx) =>
          this.dossiers.follow(tx, id, project, version, input),
        );
        return redirect(caseUrl(id, 'financement'), t('dossiers.done', { reference: projectRef }));
      },
      (refusal) => this.pages.dossier(ctx, id, project, visitor, { form: 'statut', refusal, typed: form }),
    );
  }
}

/** Rows that something was typed into; the page has some to spare. */
function filled(rows: unknown): readonly unknown[] {
  const list = Array.isArray(rows) ? (rows as unknown[]) : Object.values(rows ?? {});
  return list.filter((row) => Object.values((row ?? {}) as object).some((value) => value !== ''));
}
