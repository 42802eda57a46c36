import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Act,
  declareInterest,
  endInterest,
  interestInput,
  interestsOf,
  UuidPipe,
  type Interest,
  type InterestInput,
} from '@rebond/identity';
import type { WaveId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Declare, declareInput, type Declared, type DeclareInput } from '../../application/recusals/declare.js';
import { inNameOf } from '../../application/recusals/in-name-of.js';
import { personOf, ReadNames, type WaveNames } from '../../application/recusals/read-names.js';
import { liftInput, RecusalRegistry, type LiftInput } from '../../application/recusals/registry.js';

@ApiTags('Récusations')
@Controller('api')
export class RecusalsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly names: ReadNames,
    private readonly declaring: Declare,
    private readonly registry: RecusalRegistry,
  ) {}

  /** The names of a wave's cases, with the conflicts found: what a declaration is made from. */
  @Get('waves/:id/recusals')
  @Act('recusal.declare')
  read(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: WaveId): Promise<WaveNames> {
    return this.verbs.read(inNameOf(ctx), (tx) => this.names.read(tx, ctx.actor, id));
  }

  /** Declares the cases of a wave that the person has no part in, whatever their seat, and that there are no others. */
  @Post('waves/:id/recusals')
  @HttpCode(200)
  @Act('recusal.declare')
  declare(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: WaveId,
    @Body({ schema: declareInput }) body: DeclareInput,
  ): Promise<Declared> {
    return this.verbs.write(inNameOf(ctx), (tx) => this.declaring.handle(tx, ctx.actor, id, body));
  }

  /** Recusals in force, but for those of cases that are closed to the reader. */
  @Get('recusals')
  @Act('recusal.lift')
  list(@Ctx() ctx: RequestContext) {
    return this.verbs.read(ctx, async (tx) => ({
      items: (await this.registry.list(tx)).map(({ declaredAt, ...one }) => ({
        ...one,
        declaredAt: declaredAt.toString(),
      })),
    }));
  }

  /** Lifts a recusal, with a reason. */
  @Post('recusals/:id/lifting')
  @HttpCode(200)
  @Act('recusal.lift')
  lift(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: string,
    @Body({ schema: liftInput }) body: LiftInput,
  ): Promise<{ lifted: string }> {
    return this.verbs.write(ctx, (tx) => this.registry.lift(tx, id, body));
  }

  /** What the person has declared of themselves: employers, mandates, firms, home. */
  @Get('interests')
  @Act('recusal.declare')
  interests(@Ctx() ctx: RequestContext): Promise<{ items: Interest[] }> {
    return this.verbs.read(inNameOf(ctx), async (tx) => ({ items: await interestsOf(tx, personOf(ctx.actor)) }));
  }

  @Post('interests')
  @Act('recusal.declare')
  addInterest(
    @Ctx() ctx: RequestContext,
    @Body({ schema: interestInput }) body: InterestInput,
  ): Promise<{ items: Interest[] }> {
    return this.verbs.write(inNameOf(ctx), async (tx) => {
      await declareInterest(tx, personOf(ctx.actor), body);
      return { items: await interestsOf(tx, personOf(ctx.actor)) };
    });
  }

  @Post('interests/:id/end')
  @HttpCode(200)
  @Act('recusal.declare')
  endInterest(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: string): Promise<{ items: Interest[] }> {
    return this.verbs.write(inNameOf(ctx), async (tx) => {
      await endInterest(tx, personOf(ctx.actor), id);
      return { items: await interestsOf(tx, personOf(ctx.actor)) };
    });
  }
}
