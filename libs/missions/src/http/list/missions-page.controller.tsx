import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { caseUrl, StateBadge } from '@rebond/candidacies';
import { Act } from '@rebond/identity';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { page, PageRoute, Pagination, Table, Time, type PageAnswer } from '@rebond/ui';
import { ListMissions, missionsQuery, type MissionLine } from '../../application/list/list-missions.js';
import { t } from '../../messages.fr.js';
import { count } from '../parts/words.js';

const COLUMNS = () => [
  { key: 'territory', label: t('missions.territory'), rowHeader: true },
  { key: 'state', label: t('missions.state') },
  { key: 'firms', label: t('missions.firms') },
  { key: 'personDays', label: t('missions.personDays') },
  { key: 'interviews', label: t('missions.interviews'), numeric: true },
  { key: 'projects', label: t('missions.projects'), numeric: true },
  { key: 'nextMeeting', label: t('missions.nextMeeting') },
  { key: 'reportDue', label: t('missions.reportDue') },
];

const rowOf = ({ candidacyId, territory, state, figures, nextMeeting, reportDueAt }: MissionLine) => ({
  key: candidacyId,
  href: caseUrl(candidacyId, 'mission'),
  cells: {
    territory,
    state: <StateBadge state={state} />,
    firms: figures.firms.map((firm) => firm.name).join(', '),
    personDays: t('missions.usedOf', { used: count(figures.personDaysUsed), engaged: count(figures.personDays) }),
    interviews: count(figures.interviews),
    projects: count(figures.projects),
    nextMeeting: nextMeeting ? (
      <>
        {nextMeeting.title}
        <br />
        <Time at={nextMeeting.startsAt} />
      </>
    ) : (
      t('missions.nothing')
    ),
    reportDue:
      figures.closedAt === null ? reportDueAt ? <Time at={reportDueAt} /> : t('missions.nothing') : t('missions.ended'),
  },
});

/** The missions of a firm, or all of them for those who order them. */
@Controller('missions')
export class MissionsPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly missions: ListMissions,
  ) {}

  @Get()
  @Act('mission.report')
  @PageRoute()
  async list(
    @Ctx() ctx: RequestContext,
    @Query({ schema: missionsQuery }) query: z.output<typeof missionsQuery>,
  ): Promise<PageAnswer> {
    const { items, next } = await this.verbs.read(ctx, (tx) => this.missions.list(tx, query));
    return page({
      title: t('missions.title'),
      lead: ctx.actor.role === 'consultancy' ? t('missions.leadFirm') : t('missions.leadAll'),
      wide: true,
      body: (
        <>
          <Table
            caption={t('missions.caption')}
            captionHidden
            columns={COLUMNS()}
            rows={items.map(rowOf)}
            empty={t('missions.none')}
          />
          <Pagination
            next={next === null ? null : `/missions?after=${next}`}
            previous={query.after === undefined ? null : '/missions'}
          />
        </>
      ),
    });
  }
}
