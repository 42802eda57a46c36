import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Act, UuidPipe, type Role } from '@rebond/identity';
import { RefusedError, type CandidacyId, type DomainError, say } from '@rebond/kernel';
import {
  Ctx,
  inputOfForm,
  parseForm,
  parseInput,
  SeenVersion,
  Verbs,
  type FormBody,
  type RequestContext,
  type Tx,
} from '@rebond/platform';
import { Territories } from '@rebond/territories';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import { ChangePerimeter, type PlannedPerimeter } from '../../application/perimeter/change-perimeter.js';
import { PerimeterConsequences } from '../../application/perimeter/consequences.js';
import { perimeterInput, type PerimeterInput } from '../../application/perimeter/perimeter-input.js';
import { asWritten } from '../../application/perimeter/written-perimeter.js';
import { t } from '../../messages.perimeter.fr.js';
import { foundIn, sirensOf } from '../form/epci-choice.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { ChoosePerimeter } from './choose-perimeter.js';
import { hasAuthorityChoice, ReviewPerimeter } from './review-perimeter.js';

interface Asked {
  readonly ctx: RequestContext;
  readonly visitor: Visitor | null;
  readonly id: CandidacyId;
  readonly form: FormBody;
}

/** The change of a perimeter in two steps: who, then what comes of it; nothing is written before the second is sent. */
@Controller('candidatures/:id/perimetre')
export class PerimeterPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly changing: ChangePerimeter,
    private readonly consequences: PerimeterConsequences,
    private readonly frame: CaseFrame,
  ) {}

  @Get()
  @Act('candidacy.change-perimeter')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.choose({ ctx, visitor, id, form: {} }, null);
  }

  @Post()
  @Act('candidacy.change-perimeter')
  @PageRoute()
  act(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const asked = { ctx, visitor, id, form };
    if (form._act === 'confirm')
      return submitted(
        async () => {
          const input = confirmedInput(form);
          const { effect } = await this.verbs.write(ctx, (tx) => this.changing.change(tx, id, version, input));
          return redirect(caseUrl(id, 'formulaire'), t(effect === 'now' ? 'changed' : 'prepared'));
        },
        (refusal) => this.review(asked, refusal),
      );
    return submitted(
      () => (form._act === 'review' ? this.review(asked, null) : this.choose(asked, null)),
      (refusal) => this.choose(asked, refusal),
    );
  }

  private choose({ ctx, visitor, id, form }: Asked, refusal: DomainError | null): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.written(tx, id);
      const { leadSiren, perimeter } = candidacy;
      const members = (form._act === undefined ? perimeter : sirensOf(form.members)).filter((one) => one !== leadSiren);
      const body = (
        <ChoosePerimeter
          {...{ candidacy, members, refusal }}
          bodies={await this.territories.bodies(tx, [...new Set([...perimeter, ...members])])}
          found={await foundIn(tx, this.territories, form)}
          csrf={visitor?.csrf ?? null}
        />
      );
      return this.page(ctx, candidacy, body, t('title'));
    });
  }

  private review({ ctx, visitor, id, form }: Asked, refusal: DomainError | null): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const input = parseForm(perimeterInput, form);
      const { planned, isDepartementOpen } = await this.plan(tx, id, input);
      const { before, after, change, members } = planned;
      if (change.joined.length + change.left.length === 0 && !hasAuthorityChoice(members))
        throw new RefusedError('perimeter-unchanged', say`Le périmètre est déjà celui-ci : rien n’est à changer.`);
      const body = (
        <ReviewPerimeter
          {...{ planned, isDepartementOpen, refusal }}
          consequences={await this.consequences.of(tx, planned)}
          bodies={await this.territories.bodies(tx, [...new Set([...before.perimeter, ...after.perimeter])])}
          areas={await this.territories.areaNames(tx)}
          csrf={visitor?.csrf ?? null}
          once={randomUUID()}
        />
      );
      return this.page(ctx, before, body, t('check'));
    });
  }

  /** Where nothing says which préfet is competent, the change is shown with the choice still open. */
  private async plan(
    tx: Tx,
    id: CandidacyId,
    input: PerimeterInput,
  ): Promise<{ planned: PlannedPerimeter; isDepartementOpen: boolean }> {
    const standing = await this.cases.read(tx, id);
    await this.changing.requireOpen(tx, standing);
    try {
      return { planned: await this.changing.plan(tx, standing, input), isDepartementOpen: false };
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code !== 'departement-needed') throw error;
      const lead = (await this.territories.bodies(tx, [standing.leadSiren])).get(standing.leadSiren);
      const departement = lead?.departements[0];
      return { planned: await this.changing.plan(tx, standing, { ...input, departement }), isDepartementOpen: true };
    }
  }

  private async written(tx: Tx, id: CandidacyId) {
    const standing = await this.cases.read(tx, id);
    const { cutoffAt } = await this.calls.wave(tx, standing.waveId);
    await this.changing.requireOpen(tx, standing);
    return asWritten(tx, standing, cutoffAt);
  }

  private page(
    ctx: RequestContext,
    candidacy: PlannedPerimeter['before'],
    body: Parameters<CaseFrame['around']>[2]['body'],
    title: string,
  ): PageAnswer {
    return this.frame.around(candidacy, ctx.actor.role as Role, {
      panel: 'formulaire',
      title,
      body,
      scripts: ['perimeter'],
    });
  }
}

/** What the second step sends; it shows the Régions where there are several, and then one must be ticked. */
function confirmedInput(form: FormBody): PerimeterInput {
  if (form._regions === 'several' && form.regions === undefined)
    throw new RefusedError('regions-needed', t('regionsNeeded'), [
      { pointer: '/regions', code: 'regions-needed', detail: t('regionsNeeded') },
    ]);
  return parseInput(perimeterInput, inputOfForm(perimeterInput, form));
}
