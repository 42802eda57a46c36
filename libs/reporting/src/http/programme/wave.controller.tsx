import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Calls, ProlongWave, prolongWaveInput, WaveBadge } from '@rebond/calls';
import { Act, asRegistrar, UuidPipe, withholds } from '@rebond/identity';
import type { Fault, WaveId } from '@rebond/kernel';
import { Ctx, parseInput, SeenVersion, type FormBody, type RequestContext, Verbs } from '@rebond/platform';
import {
  faultsToShow,
  page,
  PageRoute,
  PublicPages,
  Reader,
  redirect,
  submitted,
  typedText,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { AnnounceLaureates } from '../../application/laureates/announce.js';
import { laureatesToAnnounce } from '../../application/laureates/laureate-rows.js';
import { countToldOfProlongation, toldOfProlongation } from '../../application/waves/deposits.js';
import { t } from '../../messages.office.fr.js';
import { officeCrumb } from './office-frame.js';
import { ProlongForm } from './prolong-form.js';
import { AnnounceForm, wallClock } from './wave-forms.js';

const HERE = '/programme/releves';
const wavesCrumb = () => ({ label: t('office.waves'), href: HERE });
const NOTHING: FormBody = {};

/** The outage is told when any of its fields is filled in; its clock fields are proposed empty. */
function outageOf(form: FormBody): object {
  const description = typedText(form, 'outageDescription') ?? '';
  const [from, to] = [wallClock(form, 'outageFrom'), wallClock(form, 'outageTo')];
  const isTold = [description, from.date, from.time, to.date, to.time].some((typed) => typed !== '');
  return isTold ? { outage: { from, to, description } } : {};
}

/** One wave as the programme office runs it: prolonged, its laureates announced. */
@Controller('programme/releves/:id')
export class OfficeWavePage {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
    private readonly prolongWave: ProlongWave,
    private readonly announcing: AnnounceLaureates,
    private readonly publicPages: PublicPages,
  ) {}

  @Get()
  @Act('wave.open')
  @PageRoute()
  read(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: WaveId,
  ): Promise<PageAnswer> {
    return this.page(ctx, id, visitor, [], NOTHING);
  }

  @Post('prolongation')
  @Act('wave.prolong')
  @PageRoute()
  prolong(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: WaveId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const reason = typedText(form, 'reason') ?? '';
        const input = parseInput(prolongWaveInput, { cutoffAt: wallClock(form, 'cutoff'), reason, ...outageOf(form) });
        await this.verbs.write(ctx, async (tx) => (await this.prolongWave.handle(tx, id, version, input)).id);
        this.publicPages.forget();
        return redirect(`${HERE}/${id}`, t('wave.prolonged'));
      },
      (refusal) => this.page(ctx, id, visitor, faultsToShow(refusal), form),
    );
  }

  @Post('annonce')
  @Act('laureate.announce')
  @PageRoute()
  announce(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: WaveId,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, (tx) => this.announcing.handle(tx, id));
        this.publicPages.forget();
        return redirect(`/laureats/${id}`, t('wave.announced'));
      },
      (refusal) => this.page(ctx, id, visitor, faultsToShow(refusal), NOTHING),
    );
  }

  /** How many are told is the system's to count, drafts included; whoever has no part in one of the cases is not told. */
  private async count(ctx: RequestContext, id: WaveId): Promise<number | null> {
    if (withholds(ctx.actor, id)) return null;
    return this.verbs.read({ ...ctx, actor: asRegistrar(ctx.actor) }, (tx) => countToldOfProlongation(tx, id));
  }

  private async page(
    ctx: RequestContext,
    id: WaveId,
    visitor: Visitor | null,
    faults: readonly Fault[],
    form: FormBody,
  ): Promise<PageAnswer> {
    const count = await this.count(ctx, id);
    return this.verbs.read(ctx, async (tx) => {
      const wave = await this.calls.wave(tx, id);
      const csrf = visitor?.csrf ?? null;
      const named = await toldOfProlongation(tx, id);
      return page({
        title: wave.name,
        trail: [officeCrumb(), wavesCrumb()],
        body: (
          <>
            <WaveBadge wave={wave} at={tx.at} />
            <p>
              <a class="fr-link" href={`/releves/${id}`}>
                {t('wave.public')}
              </a>
            </p>
            <h2>{t('wave.prolong')}</h2>
            <ProlongForm {...{ wave, count, named, csrf, faults, form }} />
            <h2>{t('wave.announce')}</h2>
            <AnnounceForm wave={wave} cases={await laureatesToAnnounce(tx, id)} csrf={csrf} />
          </>
        ),
      });
    });
  }
}
