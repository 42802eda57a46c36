import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Act, UuidPipe } from '@rebond/identity';
import { eurosOfCents, type WaveId } from '@rebond/kernel';
import { Ctx, type RequestContext, Verbs } from '@rebond/platform';
import { PublicPages } from '@rebond/ui';
import { AnnounceLaureates } from '../../application/laureates/announce.js';
import { type Laureate, readLaureates } from '../../application/laureates/laureate-rows.js';

const listQuery = z.strictObject({ wave: z.uuid().optional() });

const present = ({ envelopeCents, investmentCents, announcedAt, figuresAt, updatedAt, ...one }: Laureate) => ({
  ...one,
  announcedAt: announcedAt.toString(),
  figuresAt: figuresAt?.toString() ?? null,
  updatedAt: updatedAt.toString(),
  envelopeEur: envelopeCents === null ? null : eurosOfCents(envelopeCents),
  investmentEur: investmentCents === null ? null : eurosOfCents(investmentCents),
});

@ApiTags('Lauréats')
@Controller('api')
export class AnnouncementsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly announcing: AnnounceLaureates,
    private readonly publicPages: PublicPages,
  ) {}

  /** Announced laureates with what is public of them. */
  @Get('laureates')
  @Act('portal.read')
  list(@Ctx() ctx: RequestContext, @Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return this.verbs.read(ctx, async (tx) => ({
      items: (await readLaureates(tx, (query.wave ?? null) as WaveId | null)).map(present),
    }));
  }

  /** Announces the laureates of the wave that are not public yet. */
  @Post('waves/:id/announcement')
  @Act('laureate.announce')
  async announce(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: string) {
    const announced = await this.verbs.write(ctx, (tx) => this.announcing.handle(tx, id as WaveId));
    this.publicPages.forget();
    return announced;
  }
}
