import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CaseFrame, CasePanel, caseUrl, Cases } from '@rebond/candidacies';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import { timeZoneOfDepartement, type CandidacyId } from '@rebond/kernel';
import type { MeetingId } from '@rebond/meetings';
import { Ctx, parseInput, SeenVersion, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import {
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  FormRefusal,
} from '@rebond/ui';
import { hasCommittees } from '../../application/committee.js';
import { Committees } from '../../application/committees.js';
import { HoldCommittee, holdInput } from '../../application/hold/hold.js';
import { SetCommitteeDate, setDateInput } from '../../application/set-date/set-date.js';
import { t } from '../../messages.fr.js';
import { CommitteeList } from './committees-view.js';
import { CommitteeSheet, fieldOf, type CommitteeAgain } from './committee-sheet.js';
import { heldOfForm, dateOfForm } from './form-input.js';

/** The steering committees of a case: dates, convocations, attendance, decisions. */
@Controller('candidatures/:id/comites')
@CasePanel({
  key: 'comites',
  label: () => t('panel.committees'),
  order: 70,
  action: 'committee.read',
  states: ['selected', 'engineering', 'funded', 'closed', 'abandoned'],
})
export class CommitteesPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly frame: CaseFrame,
    private readonly committees: Committees,
    private readonly dating: SetCommitteeDate,
    private readonly holding: HoldCommittee,
  ) {}

  @Get()
  @Act('committee.read')
  @PageRoute()
  list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: 'comites',
        title: t('committees.title'),
        body: (
          <CommitteeList
            id={id}
            committees={await this.committees.ofCase(tx, id)}
            zone={timeZoneOfDepartement(candidacy.departement)}
          />
        ),
      });
    });
  }

  @Get(':committee')
  @Act('committee.read')
  @PageRoute()
  one(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('committee', UuidPipe) committee: MeetingId,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    return this.page(ctx, id, committee, visitor, null);
  }

  @Post(':committee/date')
  @Act('committee.hold')
  @PageRoute()
  setDate(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('committee', UuidPipe) committee: MeetingId,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, async (tx) => {
          const { departement } = await this.cases.read(tx, id);
          const input = parseInput(setDateInput, dateOfForm(form, timeZoneOfDepartement(departement)));
          await this.dating.setDate(tx, id, committee, version, input);
          return null;
        });
        return redirect(caseUrl(id, 'comites', committee), t('date.done'));
      },
      (refusal) => this.page(ctx, id, committee, visitor, { form: 'date', refusal, typed: form }),
    );
  }

  @Post(':committee/tenue')
  @Act('committee.hold')
  @PageRoute()
  hold(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('committee', UuidPipe) committee: MeetingId,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, async (tx) => {
          const { departement } = await this.cases.read(tx, id);
          const input = parseInput(holdInput, heldOfForm(form, timeZoneOfDepartement(departement)));
          await this.holding.hold(tx, id, committee, version, input);
          return null;
        });
        return redirect(caseUrl(id, 'comites', committee), t('hold.done'));
      },
      (refusal) => this.page(ctx, id, committee, visitor, { form: 'tenue', refusal, typed: form }),
    );
  }

  private page(
    ctx: RequestContext,
    id: CandidacyId,
    committeeId: MeetingId,
    visitor: Visitor | null,
    again: CommitteeAgain | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const committee = await this.committees.one(tx, id, committeeId);
      const role = ctx.actor.role as Role;
      const isToCome = committee.meeting.status === 'planned' || committee.meeting.status === 'convened';
      return this.frame.around(candidacy, role, {
        panel: 'comites',
        title: committee.meeting.title,
        body: (
          <>
            <FormRefusal again={again} fieldOf={fieldOf} />
            <CommitteeSheet
              {...{ id, committee, again }}
              zone={timeZoneOfDepartement(candidacy.departement)}
              mayAct={isToCome && hasCommittees(candidacy) && scopeOf(role, 'committee.hold') !== null}
              csrf={visitor?.csrf ?? null}
            />
          </>
        ),
      });
    });
  }
}
