import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Cases } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { page, PageRoute, type PageAnswer } from '@rebond/ui';
import { ReadEvidence } from '../../application/evidence/read-evidence.js';
import { readList } from '../../application/read/read-lists.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import { t } from '../../messages.evidence.fr.js';
import { listTrail } from '../pages/list-views.js';
import { Notifications } from './notifications.js';

@ApiTags('Listes de décision')
@Controller('api/decision-lists/:id/notifications')
export class NotificationsApi {
  constructor(private readonly evidence: ReadEvidence) {}

  /** What was sent to each recipient of the list's decisions: accepted by the server, or returned. */
  @Get()
  @Act('selection.read')
  async list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: DecisionListId) {
    return { items: await this.evidence.ofList(ctx, id) };
  }
}

/** The same of a list, in the portal. */
@Controller('selection/:id/notifications')
export class ListNotificationsPage {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly evidence: ReadEvidence,
  ) {}

  @Get()
  @Act('selection.read')
  @PageRoute()
  async show(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: DecisionListId): Promise<PageAnswer> {
    const notifications = await this.evidence.ofList(ctx, id);
    const { list, territories } = await this.verbs.read(ctx, async (tx) => {
      const found = await readList(tx, id);
      const ids = found.lines.map(({ candidacyId }) => candidacyId as CandidacyId);
      const cases = await this.cases.readAll(tx, ids);
      return { list: found, territories: new Map(cases.map((one) => [one.id as string, one.territory])) };
    });
    return page({
      title: t('list.title'),
      trail: [...listTrail(), { label: list.title, href: `/selection/${id}` }],
      body: <Notifications notifications={notifications} territories={territories} />,
    });
  }
}
