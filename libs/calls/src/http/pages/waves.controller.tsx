import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import type { WaveId } from '@rebond/kernel';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, type RequestContext, Verbs } from '@rebond/platform';
import { page, PublicPage, type PageAnswer } from '@rebond/ui';
import { Calls } from '../../application/calls.js';
import { wavePage } from '../../application/list-waves/list-waves.js';
import { prolongationsOf } from '../../infrastructure/prolongation-rows.js';
import { t } from '../../messages.fr.js';
import { WavePage } from './wave-page.js';
import { WavesList } from './waves-list.js';

const listQuery = z.strictObject({ after: z.string().max(100).optional() });

/** Public pages of the waves. */
@Controller('releves')
export class WavePages {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
  ) {}

  @Get()
  @Act('wave.read')
  @PublicPage()
  list(
    @Ctx() ctx: RequestContext,
    @Query({ schema: listQuery }) query: z.output<typeof listQuery>,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const { items, next } = await wavePage(tx, { open: 'false', limit: 50, ...query });
      return page({
        title: t('waves.title'),
        lead: t('waves.lead'),
        body: <WavesList waves={items} at={tx.at} next={next} />,
      });
    });
  }

  @Get(':id')
  @Act('wave.read')
  @PublicPage()
  read(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: string): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const { wave, definition } = await this.calls.waveAndDefinition(tx, id as WaveId);
      const [prolongations, next] = [await prolongationsOf(tx, wave.id), await this.calls.nextWaveAfter(tx, wave)];
      return page({
        title: `${wave.name}, ${definition.title}`,
        heading: wave.name,
        trail: [{ label: t('waves.title'), href: '/releves' }],
        lead: definition.title,
        body: <WavePage {...{ wave, definition, prolongations, next, at: tx.at }} />,
      });
    });
  }
}
