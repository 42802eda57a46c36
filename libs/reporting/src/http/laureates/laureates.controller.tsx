import { Controller, Get, Param } from '@nestjs/common';
import { Calls, waveInSentence } from '@rebond/calls';
import { Act, UuidPipe } from '@rebond/identity';
import type { WaveId } from '@rebond/kernel';
import { Ctx, type RequestContext, Verbs } from '@rebond/platform';
import { page, PublicPage, type PageAnswer } from '@rebond/ui';
import { readLaureates } from '../../application/laureates/laureate-rows.js';
import { t } from '../../messages.fr.js';
import { LaureatesPage, WaveLaureatesPage } from './laureates-page.js';

/** Public pages of the laureates: only what was announced is there to be read. */
@Controller('laureats')
export class LaureatePages {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
  ) {}

  @Get()
  @Act('portal.read')
  @PublicPage()
  list(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) =>
      page({
        title: t('laureates.title'),
        lead: t('laureates.lead'),
        body: <LaureatesPage laureates={await readLaureates(tx, null)} />,
      }),
    );
  }

  @Get(':waveId')
  @Act('portal.read')
  @PublicPage()
  ofWave(@Ctx() ctx: RequestContext, @Param('waveId', UuidPipe) waveId: string): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const wave = await this.calls.wave(tx, waveId as WaveId);
      return page({
        title: t('laureates.ofWave', { wave: waveInSentence(wave.name) }),
        trail: [{ label: t('laureates.title'), href: '/laureats' }],
        body: <WaveLaureatesPage laureates={await readLaureates(tx, wave.id)} />,
      });
    });
  }
}
