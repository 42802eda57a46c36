import { Body, Controller, Get, Post } from '@nestjs/common';
import {
  listCalls,
  listWavesInput,
  OpenWave,
  openWaveInput,
  ProposeWaves,
  proposeInput,
  type Wave,
  WaveBadge,
  wavePage,
  waveInSentence,
} from '@rebond/calls';
import { Act, notTold } from '@rebond/identity';
import type { Fault } from '@rebond/kernel';
import { Ctx, parseInput, type FormBody, type RequestContext, type Tx, Verbs } from '@rebond/platform';
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
  type Visitor,
  faultsToShow,
  typedText,
} from '@rebond/ui';
import { depositsOf } from '../../application/waves/deposits.js';
import { t } from '../../messages.office.fr.js';
import { officeCrumb, OfficeFrame } from './office-frame.js';
import { OpeningForm, wallClock } from './wave-forms.js';

const HERE = '/programme/releves';
const NOTHING: FormBody = {};

/** A wave usually opens when the one before it closes. */
const opensAfter = ([last]: readonly Wave[], at: Temporal.Instant): Temporal.Instant =>
  last && Temporal.Instant.compare(last.cutoffAt, at) > 0 ? last.cutoffAt : at;

/** Waves as the programme office runs them. */
@Controller('programme/releves')
export class OfficeWavePages {
  constructor(
    private readonly verbs: Verbs,
    private readonly openWave: OpenWave,
    private readonly proposeWaves: ProposeWaves,
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
        return redirect(HERE, t('waves.opened', { name: waveInSentence(name) }));
      },
      (refusal) => this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, faultsToShow(refusal), form)),
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
      trail: [officeCrumb()],
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
                deposited: deposits.get(wave.id) ?? notTold(),
              },
            }))}
          />
        </OfficeFrame>
      ),
    });
  }
}
