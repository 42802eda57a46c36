import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Act } from '@rebond/identity';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { ListMissions, missionsQuery, type MissionsPage } from '../../application/list/list-missions.js';

@ApiTags('Missions')
@Controller('api/missions')
export class MissionsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly missions: ListMissions,
  ) {}

  /** Missions with their figures; of a firm, those that it is engaged on. */
  @Get()
  @Act('mission.report')
  list(
    @Ctx() ctx: RequestContext,
    @Query({ schema: missionsQuery }) query: z.output<typeof missionsQuery>,
  ): Promise<MissionsPage> {
    return this.verbs.read(ctx, (tx) => this.missions.list(tx, query));
  }
}
