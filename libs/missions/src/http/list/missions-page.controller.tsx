import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { caseUrl, StateBadge } from '@rebond/candidacies';
import { Act } from '@rebond/identity';
import { formatDeadline } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Badge, page, PageRoute, Pagination, Table, Time, type PageAnswer } from '@rebond/ui';
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

const isPast = (at: string, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(at), now) <= 0;

const NextMeeting = ({
  meeting,
  now,
}: {
  readonly meeting: MissionLine['nextMeeting'];
  readonly now: Temporal.Instant;
}) =>
  meeting === null ? (
    <>{t('missions.nothing')}</>
  ) : (
    <>
      {meeting.title}
      <br />
      <Time at={meeting.startsAt} />
      {isPast(meeting.startsAt, now) ? <Badge kind="warning">{t('missions.toRecord')}</Badge> : null}
    </>
  );

function ReportDue({ line, now }: { readonly line: MissionLine; readonly now: Temporal.Instant }) {
  if (line.figures.closedAt !== null) return <>{t('missions.ended')}</>;
  if (line.reportDueAt === null) return <>{t('missions.nothing')}</>;
  return (
    <>
      {formatDeadline(Temporal.Instant.from(line.reportDueAt))}
      {isPast(line.reportDueAt, now) ? <Badge kind="error">{t('missions.late')}</Badge> : null}
    </>
  );
}

const rowOf = (line: MissionLine, now: Temporal.Instant) => {
  const { candidacyId, territory, state, figures } = line;
  return {
    key: candidacyId,
    href: caseUrl(candidacyId, 'mission'),
    cells: {
      territory,
      state: <StateBadge state={state} />,
      firms: figures.firms.map((firm) => firm.name).join(', '),
      personDays: t('missions.usedOf', { used: count(figures.personDaysUsed), engaged: count(figures.personDays) }),
      interviews: count(figures.interviews),
      projects: count(figures.projects),
      nextMeeting: <NextMeeting meeting={line.nextMeeting} now={now} />,
      reportDue: <ReportDue line={line} now={now} />,
    },
  };
};

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
            rows={items.map((line) => rowOf(line, ctx.receivedAt))}
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
