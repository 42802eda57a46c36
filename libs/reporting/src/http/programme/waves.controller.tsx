import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  Calls,
  listCalls,
  listWavesInput,
  OpenWave,
  openWaveInput,
  ProlongWave,
  prolongWaveInput,
  ProposeWaves,
  proposeInput,
  type Wave,
  WaveBadge,
  wavePage,
} from '@rebond/calls';
import { Act, NOT_TOLD, UuidPipe } from '@rebond/identity';
import type { Fault, WaveId } from '@rebond/kernel';
import { Ctx, parseInput, SeenVersion, type FormBody, type RequestContext, type Tx, Verbs } from '@rebond/platform';
import {
  page,
  PageRoute,
  PublicPages,
  Reader,
  redirect,
  submitted,
  Table,
  Time,
  type PageAnswer,
  type Redirection,
  type Visitor,
  faultsToShow,
  typedText,
} from '@rebond/ui';
import { AnnounceLaureates } from '../../application/laureates/announce.js';
import { laureatesToAnnounce } from '../../application/laureates/laureate-rows.js';
import { depositsOf, toldOfProlongation } from '../../application/waves/deposits.js';
import { t } from '../../messages.office.fr.js';
import { OFFICE, OfficeFrame } from './office-frame.js';
import { AnnounceForm, OpeningForm, ProlongForm } from './wave-forms.js';

const HERE = '/programme/releves';
const WAVES = { label: t('office.waves'), href: HERE };
const NOTHING: FormBody = {};

/** A wall-clock time in Paris from its two fields, as the verbs read it. */
const wallClock = (form: FormBody, name: string) => ({
  date: typedText(form, `${name}Date`) ?? '',
  time: typedText(form, `${name}Time`) ?? '',
});

/** A wave usually opens when the one before it closes. */
const opensAfter = ([last]: readonly Wave[], at: Temporal.Instant): Temporal.Instant =>
  last && Temporal.Instant.compare(last.cutoffAt, at) > 0 ? last.cutoffAt : at;

/** Waves as the programme office runs them. */
@Controller('programme/releves')
export class OfficeWavePages {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
    private readonly openWave: OpenWave,
    private readonly prolongWave: ProlongWave,
    private readonly proposeWaves: ProposeWaves,
    private readonly announcing: AnnounceLaureates,
    private readonly publicPages: PublicPages,
  ) {}

  @Get()
  @Act('wave.open')
  @PageRoute()
  list(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, [], NOTHING));
  }

  @Post()
  @Act('wave.open')
  @PageRoute()
  open(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null, @Body() form: FormBody) {
    return submitted(
      async () => {
        const asked = {
          call: typedText(form, 'call') ?? '',
          opensAt: wallClock(form, 'opens'),
          cutoffAt: wallClock(form, 'cutoff'),
        };
        const input = parseInput(openWaveInput, asked);
        const name = await this.verbs.write(ctx, async (tx) => (await this.openWave.handle(tx, input)).name);
        this.publicPages.forget();
        return redirect(HERE, t('waves.opened', { name }));
      },
      (refusal) => this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, faultsToShow(refusal), form)),
    );
  }

  @Get(':id')
  @Act('wave.open')
  @PageRoute()
  read(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: string,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, (tx) => this.wavePage(tx, id as WaveId, visitor, [], NOTHING));
  }

  @Post(':id/prolongation')
  @Act('wave.prolong')
  @PageRoute()
  prolong(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const asked = { cutoffAt: wallClock(form, 'cutoff'), reason: typedText(form, 'reason') ?? '' };
        const input = parseInput(prolongWaveInput, asked);
        await this.verbs.write(ctx, async (tx) => (await this.prolongWave.handle(tx, id as WaveId, version, input)).id);
        this.publicPages.forget();
        return redirect(`${HERE}/${id}`, t('wave.prolonged'));
      },
      (refusal) => this.verbs.read(ctx, (tx) => this.wavePage(tx, id as WaveId, visitor, faultsToShow(refusal), form)),
    );
  }

  @Post(':id/annonce')
  @Act('laureate.announce')
  @PageRoute()
  announce(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: string,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, (tx) => this.announcing.handle(tx, id as WaveId));
        this.publicPages.forget();
        return redirect(`/laureats/${id}`, t('wave.announced'));
      },
      (refusal) =>
        this.verbs.read(ctx, (tx) => this.wavePage(tx, id as WaveId, visitor, faultsToShow(refusal), NOTHING)),
    );
  }

  private async listPage(
    tx: Tx,
    visitor: Visitor | null,
    faults: readonly Fault[],
    form: FormBody,
  ): Promise<PageAnswer> {
    const { items } = await wavePage(tx, listWavesInput.parse({}));
    const calls = await listCalls(tx, '', 100);
    const first = typedText(form, 'call') ?? calls[0]?.slug;
    const known = calls.some(({ slug }) => slug === first);
    const proposed =
      known && first !== undefined ? await this.proposeWaves.handle(tx, first, proposeInput.parse({})) : [];
    const deposits = await depositsOf(
      tx,
      items.map(({ id }) => id),
    );
    return page({
      title: t('waves.title'),
      trail: [OFFICE],
      body: (
        <OfficeFrame here={HERE}>
          <OpeningForm
            {...{ calls, proposed, opensAt: opensAfter(items, tx.at), csrf: visitor?.csrf ?? null, faults, form }}
          />
          <h2>{t('waves.list')}</h2>
          <Table
            caption={t('waves.list')}
            captionHidden
            columns={[
              { key: 'name', label: t('waves.name') },
              { key: 'status', label: t('waves.status') },
              { key: 'cutoff', label: t('waves.cutoff') },
              { key: 'deposited', label: t('waves.deposited'), numeric: true },
            ]}
            rows={items.map((wave) => ({
              key: wave.id,
              href: `${HERE}/${wave.id}`,
              cells: {
                name: wave.name,
                status: <WaveBadge wave={wave} at={tx.at} />,
                cutoff: <Time at={wave.cutoffAt} />,
                deposited: deposits.get(wave.id) ?? NOT_TOLD,
              },
            }))}
          />
        </OfficeFrame>
      ),
    });
  }

  private async wavePage(
    tx: Tx,
    id: WaveId,
    visitor: Visitor | null,
    faults: readonly Fault[],
    form: FormBody,
  ): Promise<PageAnswer> {
    const wave = await this.calls.wave(tx, id);
    const csrf = visitor?.csrf ?? null;
    return page({
      title: wave.name,
      trail: [OFFICE, WAVES],
      body: (
        <>
          <WaveBadge wave={wave} at={tx.at} />
          <p>
            <a class="fr-link" href={`/releves/${id}`}>
              {t('wave.public')}
            </a>
          </p>
          <h2>{t('wave.prolong')}</h2>
          <ProlongForm {...{ wave, told: await toldOfProlongation(tx, id), csrf, faults, form }} />
          <h2>{t('wave.announce')}</h2>
          <AnnounceForm wave={wave} cases={await laureatesToAnnounce(tx, id)} csrf={csrf} />
        </>
      ),
    });
  }
}
