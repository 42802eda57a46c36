import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AbsentError } from '@rebond/kernel';
import { Act } from '@rebond/identity';
import { Ctx, type RequestContext, Verbs } from '@rebond/platform';
import { Calls } from '../application/calls.js';
import { proposeInput, ProposeWaves } from '../application/propose-waves/propose-waves.js';
import { PublishCall, publishInput } from '../application/publish-call/publish-call.js';
import { slugSchema } from '../domain/definition/primitives.js';
import { callVersions, listCalls } from '../infrastructure/call-rows.js';
import { presentCall, presentProposal, presentVersion } from './present.js';

const PAGE = 100;
const listInput = z.strictObject({ after: slugSchema.optional() });
const readInput = z.strictObject({ version: z.coerce.number().int().min(1).optional() });

@ApiTags('Appels')
@Controller('api/calls')
export class CallsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
    private readonly publishCall: PublishCall,
    private readonly proposeWaves: ProposeWaves,
  ) {}

  /** Published calls by slug, each with its newest version. */
  @Get()
  @Act('call.read')
  list(@Ctx() ctx: RequestContext, @Query({ schema: listInput }) query: z.output<typeof listInput>) {
    return this.verbs.read(ctx, async (tx) => {
      const rows = await listCalls(tx, query.after ?? '', PAGE + 1);
      const items = rows.slice(0, PAGE);
      return { items: items.map(presentCall), next: rows.length > PAGE ? (items.at(-1)?.slug ?? null) : null };
    });
  }

  /** Publishes a definition: 201 for a new version, 200 when the newest has this content already. */
  @Post()
  @Act('call.publish')
  async publish(
    @Ctx() ctx: RequestContext,
    @Body({ schema: publishInput }) body: z.output<typeof publishInput>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const published = await this.verbs.write(ctx, async (tx) => ({ ...(await this.publishCall.handle(tx, body)) }));
    void reply.status(published.isNew ? 201 : 200);
    return published;
  }

  /** A call, its versions, and the definition of one of them: the newest unless `version` says otherwise. */
  @Get(':slug')
  @Act('call.read')
  read(
    @Ctx() ctx: RequestContext,
    @Param('slug') slug: string,
    @Query({ schema: readInput }) query: z.output<typeof readInput>,
  ) {
    return this.verbs.read(ctx, async (tx) => {
      const versions = await callVersions(tx, slug);
      const row = query.version === undefined ? versions[0] : versions.find((one) => one.version === query.version);
      if (!row) throw new AbsentError();
      return {
        ...presentCall(row),
        versions: versions.map(presentVersion),
        definition: await this.calls.definition(tx, row.id, row.version),
      };
    });
  }

  /** The next waves that the call's rhythm gives. */
  @Get(':slug/proposed-waves')
  @Act('call.read')
  proposed(
    @Ctx() ctx: RequestContext,
    @Param('slug') slug: string,
    @Query({ schema: proposeInput }) query: z.output<typeof proposeInput>,
  ) {
    return this.verbs.read(ctx, async (tx) => ({
      items: (await this.proposeWaves.handle(tx, slug, query)).map(presentProposal),
    }));
  }
}
