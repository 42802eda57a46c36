import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { Act, Directory, scopeOf, type Role } from '@rebond/identity';
import type { DomainError, Fault, Siren, WaveId } from '@rebond/kernel';
import { Ctx, inputOfForm, parseInput, Verbs, type FormBody, type RequestContext, type Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { MyCandidacies } from '../../application/form/my-candidacies.js';
import { StartCandidacy, startInput } from '../../application/start/start.js';
import { t } from '../../messages.form.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { foundIn, sirensOf } from './epci-choice.js';
import { MinePage } from './mine-page.js';
import { StartPage } from './start-page.js';

const waveQuery = z.object({ releve: z.uuid() });
type WaveQuery = z.output<typeof waveQuery>;
const TERRITORY: ReadonlySet<string> = new Set(['epci_lead', 'epci_member']);
/** A territory's candidacies, and the start of one. */
@Controller('candidatures')
export class MineController {
  constructor(
    private readonly verbs: Verbs,
    private readonly mine: MyCandidacies,
    private readonly calls: Calls,
    private readonly directory: Directory,
    private readonly territories: Territories,
    private readonly starting: StartCandidacy,
  ) {}

  /** Each kind of reader has a list of cases of its own; this one is the territories'. */
  @Get()
  @Act('candidacy.list')
  @PageRoute()
  async list(@Ctx() ctx: RequestContext): Promise<PageAnswer | Redirection> {
    const { role } = ctx.actor;
    if (!TERRITORY.has(role)) return redirect(role === 'consultancy' ? '/missions' : '/dossiers');
    const mine = await this.verbs.read(ctx, (tx) => this.mine.read(tx));
    const mayStart = scopeOf(role as Role, 'candidacy.start') !== null;
    return page({ title: t('mine.title'), lead: t('mine.lead'), body: <MinePage mine={mine} mayStart={mayStart} /> });
  }

  @Get('nouvelle')
  @Act('candidacy.start')
  @PageRoute()
  choose(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Query({ schema: waveQuery }) { releve }: WaveQuery,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, releve as WaveId, {}, null);
  }

  @Post('nouvelle')
  @Act('candidacy.start')
  @PageRoute()
  start(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Query({ schema: waveQuery }) { releve }: WaveQuery,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    if (form._act === 'search') return this.page(ctx, visitor, releve as WaveId, form, null);
    return submitted(
      async () => {
        const typed = inputOfForm(startInput, typedOf(form));
        const { id } = await this.verbs.write(ctx, async (tx) => {
          const lead = await this.siren(tx);
          return this.starting.start(tx, parseInput(startInput, { ...typed, waveId: releve, lead: lead ?? '' }));
        });
        return redirect(caseUrl(id, 'formulaire'), t('start.started'));
      },
      (refusal) => this.page(ctx, visitor, releve as WaveId, form, refusal),
    );
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    waveId: WaveId,
    form: FormBody,
    refusal: DomainError | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const wave = await this.calls.wave(tx, waveId);
      const lead = await this.siren(tx);
      const members = sirensOf(form.members).filter((siren) => siren !== lead);
      const bodies = await this.territories.bodies(tx, [...(lead ? [lead] : []), ...members]);
      const body = (
        <StartPage
          wave={wave}
          lead={(lead && bodies.get(lead)) ?? null}
          members={members}
          departement={typeof form.departement === 'string' ? form.departement : ''}
          bodies={bodies}
          found={await foundIn(tx, this.territories, form)}
          faults={faultsOf(refusal)}
          refusal={faultsOf(refusal).length > 0 ? null : (refusal?.message ?? null)}
          csrf={visitor?.csrf ?? null}
          now={tx.at}
        />
      );
      return page({
        title: t('start.title'),
        trail: [{ label: t('mine.title'), href: '/candidatures' }],
        body,
        scripts: ['perimeter'],
      });
    });
  }

  /** The SIREN of the reader's own organisation: the lead of what it starts. */
  private async siren(tx: Tx): Promise<Siren | null> {
    const { organisationId } = tx.actor;
    return organisationId === null ? null : ((await this.directory.organisation(tx, organisationId))?.siren ?? null);
  }
}

/** The fields of the start among what the page sends. */
const typedOf = ({ members, departement }: FormBody): FormBody => ({
  ...(members === undefined ? {} : { members }),
  ...(departement === undefined ? {} : { departement }),
});

/** The préfet to be named is a field of the page, which the refusal does not point at. */
function faultsOf(refusal: DomainError | null): readonly Fault[] {
  if (refusal?.code === 'departement-needed')
    return [{ pointer: '/departement', code: refusal.code, detail: refusal.message }];
  return refusal?.faults ?? [];
}
