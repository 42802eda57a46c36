import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { WaveId } from '@rebond/kernel';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, etag, type RequestContext, SeenVersion, Verbs } from '@rebond/platform';
import { PublicPages } from '@rebond/ui';
import { listWavesInput, wavePage } from '../application/list-waves/list-waves.js';
import { OpenWave, openWaveInput } from '../application/open-wave/open-wave.js';
import { ProlongWave, prolongWaveInput } from '../application/prolong-wave/prolong-wave.js';
import { RepinWave, repinWaveInput } from '../application/repin-wave/repin-wave.js';
import { prolongationsOf } from '../infrastructure/prolongation-rows.js';
import { readWave } from '../infrastructure/wave-rows.js';
import { presentProlongation, presentWave } from './present.js';

@ApiTags('Relèves')
@Controller('api/waves')
export class WavesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly openWave: OpenWave,
    private readonly prolongWave: ProlongWave,
    private readonly repinWave: RepinWave,
    private readonly publicPages: PublicPages,
  ) {}

  /** Waves, the last to close first. */
  @Get()
  @Act('wave.read')
  list(@Ctx() ctx: RequestContext, @Query({ schema: listWavesInput }) query: z.output<typeof listWavesInput>) {
    return this.verbs.read(ctx, async (tx) => {
      const { items, next } = await wavePage(tx, query);
      return { items: items.map((wave) => presentWave(wave, tx.at)), next };
    });
  }

  @Post()
  @Act('wave.open')
  async open(
    @Ctx() ctx: RequestContext,
    @Body({ schema: openWaveInput }) body: z.output<typeof openWaveInput>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wave = await this.verbs.write(ctx, async (tx) => presentWave(await this.openWave.handle(tx, body), tx.at));
    this.publicPages.forget();
    void reply.header('etag', etag(wave.version)).header('location', `/api/waves/${wave.id}`);
    return wave;
  }

  /** A wave with its prolongations. */
  @Get(':id')
  @Act('wave.read')
  async read(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wave = await this.verbs.read(ctx, async (tx) => ({
      ...presentWave(await readWave(tx, id as WaveId), tx.at),
      prolongations: (await prolongationsOf(tx, id as WaveId)).map(presentProlongation),
    }));
    void reply.header('etag', etag(wave.version));
    return wave;
  }

  /** Moves the cut-off later for everyone. */
  @Post(':id/prolongation')
  @HttpCode(200)
  @Act('wave.prolong')
  async prolong(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: string,
    @Body({ schema: prolongWaveInput }) body: z.output<typeof prolongWaveInput>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wave = await this.verbs.write(ctx, async (tx) =>
      presentWave(await this.prolongWave.handle(tx, id as WaveId, version, body), tx.at),
    );
    this.publicPages.forget();
    void reply.header('etag', etag(wave.version));
    return wave;
  }

  /** Pins the wave to a version of the definition that differs only in texts. */
  @Post(':id/definition')
  @HttpCode(200)
  @Act('wave.repin')
  async repin(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: string,
    @Body({ schema: repinWaveInput }) body: z.output<typeof repinWaveInput>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wave = await this.verbs.write(ctx, async (tx) =>
      presentWave(await this.repinWave.handle(tx, id as WaveId, version, body), tx.at),
    );
    this.publicPages.forget();
    void reply.header('etag', etag(wave.version));
    return wave;
  }
}
