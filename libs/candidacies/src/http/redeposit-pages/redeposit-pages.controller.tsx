import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Act, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId, DomainError, Siren } from '@rebond/kernel';
import { Ctx, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import { listDocuments } from '../../application/documents/document-rows.js';
import { CaseAccess } from '../../application/perimeter/case-access.js';
import { definitionOf } from '../../application/read/definition-of.js';
import { CompareFiles, differencesQuery, type DifferencesQuery } from '../../application/redeposit/compare.js';
import { wavesToRedeposit } from '../../application/redeposit/later-waves.js';
import { Redeposit, redepositInput } from '../../application/redeposit/redeposit.js';
import { t } from '../../messages.case.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { DifferencesView } from './differences-view.js';
import { TakeUp } from './take-up.js';

/** A candidacy that was not selected tries again; what changed since is told field by field. */
@Controller('candidatures/:id')
export class RedepositPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly redepositing: Redeposit,
    private readonly comparing: CompareFiles,
    private readonly access: CaseAccess,
    private readonly frame: CaseFrame,
  ) {}

  @Get('reprise')
  @Act('candidacy.redeposit')
  @PageRoute()
  choose(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, null);
  }

  @Post('reprise')
  @Act('candidacy.redeposit')
  @PageRoute()
  redeposit(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(redepositInput, form);
        const draft = await this.verbs.write(ctx, (tx) => this.redepositing.redeposit(tx, id, input));
        return redirect(caseUrl(draft.id), t('takeUp.done', { count: draft.dropped.length }));
      },
      (refusal) => this.page(ctx, visitor, id, refusal),
    );
  }

  /** What changed since the previous candidacy, or between two deposits (`from`, `to`). */
  @Get('differences')
  @Act('candidacy.read')
  @PageRoute()
  differences(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: differencesQuery }) query: DifferencesQuery,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const differences = await this.comparing.compare(tx, id, query);
      const sirens = [...candidacy.perimeter, ...differences.perimeter.added, ...differences.perimeter.removed];
      const bodies = await this.territories.bodies(tx, [...new Set(sirens)] as Siren[]);
      const documents = await listDocuments(tx, id);
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: '',
        title: t('differences.title'),
        body: (
          <DifferencesView
            differences={differences}
            definition={await definitionOf(tx, this.calls, candidacy)}
            names={{
              bodies: new Map([...bodies].map(([siren, { name }]) => [siren, name])),
              documents: new Map(documents.map((one) => [`sha256:${one.sha256}`, one])),
            }}
          />
        ),
      });
    });
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    refusal: DomainError | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      await this.access.requireLead(tx, candidacy);
      const waves = await wavesToRedeposit(tx, this.calls, candidacy);
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: '',
        title: t('takeUp.title'),
        body: <TakeUp {...{ candidacy, waves, refusal }} csrf={visitor?.csrf ?? null} once={randomUUID()} />,
      });
    });
  }
}
