import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { CaseFrame, CasePanel, caseUrl, Cases, type Candidacy } from '@rebond/candidacies';
import { Act, Directory, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, SeenVersion, Verbs, type FormBody, type RequestContext, type Tx, parseForm } from '@rebond/platform';
import {
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  FormRefusal,
  type Again,
} from '@rebond/ui';
import { Engage, engageInput } from '../../application/engage/engage.js';
import { Missions } from '../../application/missions.js';
import { RecordPersonDays, recordPersonDaysInput } from '../../application/person-days/record-person-days.js';
import { readCompanies } from '../../application/read/companies.js';
import { figuresView } from '../../application/read/figures-view.js';
import { readFrozen } from '../../application/read/frozen.js';
import { readPersonDays } from '../../application/read/person-days.js';
import { t } from '../../messages.fr.js';
import { FOLLOWED } from '../parts/states.js';
import { EngageForm } from './engage-form.js';
import { MissionView } from './mission-view.js';

/** The mission of a case: who, until when, how many days, what came of it. */
@Controller('candidatures/:id/mission')
@CasePanel({ key: 'mission', label: () => t('panel.mission'), order: 60, action: 'mission.read', states: FOLLOWED })
export class MissionPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly frame: CaseFrame,
    private readonly directory: Directory,
    private readonly missions: Missions,
    private readonly engagement: Engage,
    private readonly personDays: RecordPersonDays,
  ) {}

  @Get()
  @Act('mission.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    return this.page(ctx, id, visitor, null);
  }

  @Post('jours')
  @Act('mission.report')
  @PageRoute()
  recordDays(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(recordPersonDaysInput, form);
        await this.verbs.write(ctx, (tx) => this.personDays.record(tx, id, input));
        return redirect(caseUrl(id, 'mission'), t('mission.recorded'));
      },
      (refusal) => this.page(ctx, id, visitor, { form: 'jours', refusal, typed: form }),
    );
  }

  @Post('engagement')
  @Act('candidacy.engage')
  @PageRoute()
  engage(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    // Without the rows left empty, so that a fault's row is the row that is shown.
    const typed = { ...form, firms: filled(form.firms) };
    return submitted(
      async () => {
        const input = parseForm(engageInput, typed);
        await this.verbs.write(ctx, async (tx) => {
          await this.engagement.engage(tx, id, version, input);
          return null;
        });
        return redirect(caseUrl(id, 'mission'), t('mission.engagedMessage'));
      },
      (refusal) => this.page(ctx, id, visitor, { form: 'engagement', refusal, typed }),
    );
  }

  private page(
    ctx: RequestContext,
    id: CandidacyId,
    visitor: Visitor | null,
    again: Again | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: 'mission',
        title: t('mission.title'),
        body: (
          <>
            <FormRefusal again={again} />
            {await this.body(tx, candidacy, visitor, again)}
          </>
        ),
      });
    });
  }

  private async body(tx: Tx, candidacy: Candidacy, visitor: Visitor | null, again: Again | null) {
    const role = tx.actor.role as Role;
    const csrf = visitor?.csrf ?? null;
    const figures = await this.missions.figures(tx, candidacy.id);
    if (!figures) {
      const may = candidacy.state === 'selected' && scopeOf(role, 'candidacy.engage') !== null;
      const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
      const personDays = definition.amounts.engineering?.personDays ?? null;
      const firms = may ? await this.consultancies(tx) : [];
      return <EngageForm {...{ candidacy, firms, personDays, csrf, again }} mayEngage={may} />;
    }
    const isOpen = figures.closedAt === null && ['engineering', 'funded'].includes(candidacy.state);
    return (
      <MissionView
        id={candidacy.id}
        figures={figuresView(figures)}
        frozen={await readFrozen(tx, candidacy.id)}
        days={await readPersonDays(tx, candidacy.id)}
        companies={await readCompanies(tx, candidacy.id)}
        mayRecord={isOpen && scopeOf(role, 'mission.report') !== null}
        ownFirm={role === 'consultancy' ? tx.actor.organisationId : null}
        csrf={csrf}
        again={again}
      />
    );
  }

  private async consultancies(tx: Tx): Promise<readonly { id: string; name: string }[]> {
    const firms: { id: string; name: string }[] = [];
    for (const id of await this.directory.organisationsOf(tx, 'consultancy')) {
      const firm = await this.directory.organisation(tx, id);
      if (firm) firms.push({ id, name: firm.name });
    }
    return firms.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
  }
}

/** Rows of firms that something was typed into; the page has some to spare. */
function filled(rows: unknown): readonly unknown[] {
  const list = Array.isArray(rows) ? (rows as unknown[]) : Object.values(rows ?? {});
  return list.filter((row) => Object.values((row ?? {}) as object).some((value) => value !== ''));
}
