import { Controller, Get, Param } from '@nestjs/common';
import { Act, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { PageRoute, type PageAnswer } from '@rebond/ui';
import { ReadOverview } from '../../application/read/overview.js';
import { t } from '../../messages.case.fr.js';
import { CaseFrame } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';
import { Overview } from './overview.js';

/** The first page of a case, for everyone who may read it. */
@CasePanel({ key: '', label: () => t('overview.title'), order: 0, action: 'candidacy.read' })
@Controller('candidatures/:id')
export class CasePageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly frame: CaseFrame,
    private readonly overview: ReadOverview,
  ) {}

  @Get()
  @Act('candidacy.read')
  @PageRoute()
  show(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const found = await this.overview.of(tx, id);
      const role = ctx.actor.role as Role;
      return this.frame.around(found.candidacy, role, {
        panel: '',
        title: t('overview.title'),
        body: <Overview {...found} role={role} />,
      });
    });
  }
}
