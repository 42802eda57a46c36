import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId, DomainError, SeatId } from '@rebond/kernel';
import { Ctx, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import { CaseAccess } from '../../application/perimeter/case-access.js';
import { departureInput, inviteInput, StaffTeam, successorInput } from '../../application/team/staff-team.js';
import { seatOfTeam, teamOf } from '../../application/team/team.js';
import { t } from '../../messages.team.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';
import { Departure, HandOver } from './seat-pages.js';
import { Team } from './team-view.js';

interface Again {
  readonly refusal: DomainError | null;
  readonly form: FormBody;
}
const FIRST: Again = { refusal: null, form: {} };

/** The people of a territory on its case: who is there, who joins, who leaves, who follows whom. */
@CasePanel({ key: 'equipe', label: () => t('team.title'), order: 80, action: 'team.read' })
@Controller('candidatures/:id/equipe')
export class TeamPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly staffing: StaffTeam,
    private readonly access: CaseAccess,
    private readonly frame: CaseFrame,
  ) {}

  @Get()
  @Act('team.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, FIRST);
  }

  @Post()
  @Act('team.manage')
  @PageRoute()
  invite(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(inviteInput, form);
        const { isNew } = await this.verbs.write(ctx, (tx) => this.staffing.invite(tx, id, input));
        return redirect(
          caseUrl(id, 'equipe'),
          t(isNew ? 'team.invited' : 'team.invitedAgain', { name: input.name, email: input.email }),
        );
      },
      (refusal) => this.page(ctx, visitor, id, { refusal, form }),
    );
  }

  @Get(':seatId/transmission')
  @Act('team.manage')
  @PageRoute()
  successor(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('seatId', UuidPipe) seatId: SeatId,
  ): Promise<PageAnswer> {
    return this.seatPage(ctx, visitor, id, seatId, 'transmission', FIRST);
  }

  @Post(':seatId/transmission')
  @Act('team.manage')
  @PageRoute()
  handOver(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('seatId', UuidPipe) seatId: SeatId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(successorInput, form);
        await this.verbs.write(ctx, (tx) => this.staffing.handOver(tx, id, seatId, input));
        // Whoever gives up their own seat is out at once: nothing of the case is theirs to see.
        return redirect(
          seatId === ctx.actor.seatId ? '/' : caseUrl(id, 'equipe'),
          t('team.handedOver', { name: input.name, email: input.email }),
        );
      },
      (refusal) => this.seatPage(ctx, visitor, id, seatId, 'transmission', { refusal, form }),
    );
  }

  @Get(':seatId/depart')
  @Act('team.manage')
  @PageRoute()
  departure(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('seatId', UuidPipe) seatId: SeatId,
  ): Promise<PageAnswer> {
    return this.seatPage(ctx, visitor, id, seatId, 'depart', FIRST);
  }

  @Post(':seatId/depart')
  @Act('team.manage')
  @PageRoute()
  remove(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('seatId', UuidPipe) seatId: SeatId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(departureInput, form);
        await this.verbs.write(ctx, (tx) => this.staffing.remove(tx, id, seatId, input));
        return redirect(caseUrl(id, 'equipe'), t('team.removed'));
      },
      (refusal) => this.seatPage(ctx, visitor, id, seatId, 'depart', { refusal, form }),
    );
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    { refusal, form }: Again,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const role = ctx.actor.role as Role;
      const organisations = await teamOf(tx, id);
      return this.frame.around(candidacy, role, {
        panel: 'equipe',
        title: t('team.title'),
        body: (
          <Team
            {...{ candidacy, organisations, refusal, form }}
            mayManage={scopeOf(role, 'team.manage') !== null}
            isLead={await this.access.mayLead(tx, candidacy)}
            csrf={visitor?.csrf ?? null}
            once={randomUUID()}
          />
        ),
      });
    });
  }

  private seatPage(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    seatId: SeatId,
    part: 'transmission' | 'depart',
    { refusal, form }: Again,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      await this.access.requireLead(tx, candidacy);
      const seat = await seatOfTeam(tx, id, seatId);
      const View = part === 'transmission' ? HandOver : Departure;
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: 'equipe',
        title: t(part === 'transmission' ? 'team.handOver' : 'team.remove'),
        body: <View {...{ candidacy, seat, refusal, form }} csrf={visitor?.csrf ?? null} once={randomUUID()} />,
      });
    });
  }
}
