import { Controller, Get, Param, Query } from '@nestjs/common';
import { Act, ROLES, UuidPipe, type Role } from '@rebond/identity';
import { timeZoneOfDepartement, type CandidacyId, type Json } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Details, PageRoute, Pagination, Timeline, type PageAnswer } from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import {
  ReadTimeline,
  timelineQuery,
  type TimelineLine,
  type TimelineQuery,
} from '../../application/timeline/timeline.js';
import { t } from '../../messages.case.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);

/** Free text of an act, as it was written. */
const textsOf = (personal: TimelineLine['personal']): readonly string[] =>
  [personal?.message, personal?.answer, personal?.reason, personal?.reasons, personal?.comment]
    .flat()
    .filter((one: Json | undefined): one is string => typeof one === 'string');

const Words = ({ line: { personal } }: { readonly line: TimelineLine }) => {
  const texts = textsOf(personal);
  return texts.length === 0 ? null : (
    <Details summary={t('timeline.words')}>
      {texts.map((text, i) => (
        <p key={i} class="rb-prose">
          {text}
        </p>
      ))}
    </Details>
  );
};

/** What happened to a case, as far as the reader may see it. */
@CasePanel({ key: 'suivi', label: () => t('timeline.title'), order: 90, action: 'candidacy.timeline' })
@Controller('candidatures/:id/suivi')
export class TimelinePageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly timeline: ReadTimeline,
    private readonly frame: CaseFrame,
  ) {}

  @Get()
  @Act('candidacy.timeline')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: timelineQuery }) query: TimelineQuery,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const { items, next } = await this.timeline.read(tx, id, query);
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: 'suivi',
        title: t('timeline.title'),
        body: (
          <>
            <p>{t('timeline.lead')}</p>
            <Timeline
              zone={timeZoneOfDepartement(candidacy.departement)}
              items={items.map((line) => ({
                at: line.at,
                title: line.sentence,
                who: isRole(line.role) ? t(`role.${line.role}`) : line.role,
                detail: <Words line={line} />,
              }))}
            />
            <Pagination
              {...(query.after === undefined ? {} : { previous: caseUrl(id, 'suivi') })}
              {...(next === null ? {} : { next: `${caseUrl(id, 'suivi')}?after=${encodeURIComponent(next)}` })}
            />
          </>
        ),
      });
    });
  }
}
