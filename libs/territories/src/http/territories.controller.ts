import { Controller, Get, Param, Query, SetMetadata } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ACTION, Ctx, type RequestContext, Verbs } from '@rebond/platform';
import { searchInput } from '../application/search/search.js';
import { Territories } from '../application/territories.js';

@ApiTags('Territoires')
@Controller('api/territories')
export class TerritoriesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly territories: Territories,
  ) {}

  @Get()
  @SetMetadata(ACTION, 'territory.read')
  search(@Ctx() ctx: RequestContext, @Query({ schema: searchInput }) query: z.output<typeof searchInput>) {
    return this.verbs.read(ctx, async (tx) => ({ items: await this.territories.search(tx, query.q, query.limit) }));
  }

  @Get(':siren')
  @SetMetadata(ACTION, 'territory.read')
  read(@Ctx() ctx: RequestContext, @Param('siren') siren: string) {
    return this.verbs.read(ctx, async (tx) => {
      const body = await this.territories.body(tx, siren);
      return {
        ...body,
        communes: await this.territories.communes(tx, body.siren),
        territoiresIndustrie: await this.territories.territoiresIndustrie(tx, body.siren),
      };
    });
  }
}
