import { waveInSentence } from '@rebond/calls';
import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { officers } from '@rebond/candidacies';
import {
  Act,
  declareInterest,
  endInterest,
  interestInput,
  interestsOf,
  scopeOf,
  UuidPipe,
  type Role,
} from '@rebond/identity';
import type { WaveId } from '@rebond/kernel';
import { Ctx, parseForm, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type Again,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { declarableWaves } from '../../application/recusals/declarable-waves.js';
import { Declare, declareInput } from '../../application/recusals/declare.js';
import { inNameOf } from '../../application/recusals/in-name-of.js';
import { personOf, ReadNames } from '../../application/recusals/read-names.js';
import { sirenOf } from '../../application/recusals/siren-of.js';
import { firmsOf } from '../../infrastructure/firms.js';
import { t } from '../../messages.recusals.fr.js';
import { DeclarePage } from './declare-page.js';
import { RecusalsPage } from './recusals-page.js';
import { RECUSALS } from './recusals-url.js';

const trail = () => [{ label: t('recusals.title'), href: RECUSALS }];

/** A person's own conflicts of interest: what ties them to territories, and the one screen of names of each wave. */
@Controller('recusations')
export class RecusalPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly names: ReadNames,
    private readonly declaring: Declare,
    private readonly territories: Territories,
  ) {}

  @Get()
  @Act('recusal.declare')
  @PageRoute()
  start(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.startPage(ctx, visitor, null);
  }

  @Post('attaches')
  @Act('recusal.declare')
  @PageRoute()
  addInterest(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(inNameOf(ctx), async (tx) => {
          const { siren } = form;
          const named = typeof siren === 'string' ? { siren: await sirenOf(tx, this.territories, siren) } : {};
          await declareInterest(tx, personOf(ctx.actor), parseForm(interestInput, { ...form, ...named }));
          return null;
        });
        return redirect(RECUSALS, t('interests.added'));
      },
      (refusal) => this.startPage(ctx, visitor, { form: 'interest', refusal, typed: form }),
    );
  }

  @Post('attaches/:id/fin')
  @Act('recusal.declare')
  @PageRoute()
  async endInterest(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: string): Promise<Redirection> {
    await this.verbs.write(inNameOf(ctx), async (tx) => {
      await endInterest(tx, personOf(ctx.actor), id);
      return null;
    });
    return redirect(RECUSALS, t('interests.ended'));
  }

  @Get('releves/:id')
  @Act('recusal.declare')
  @PageRoute()
  form(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: WaveId,
  ): Promise<PageAnswer> {
    return this.declarePage(ctx, visitor, id, null);
  }

  @Post('releves/:id')
  @Act('recusal.declare')
  @PageRoute()
  declare(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: WaveId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(declareInput, form);
        const { recused } = await this.verbs.write(inNameOf(ctx), (tx) =>
          this.declaring.handle(tx, ctx.actor, id, input),
        );
        return redirect(RECUSALS, t('declare.done', { n: recused }));
      },
      (refusal) => this.declarePage(ctx, visitor, id, { form: 'declare', refusal, typed: form }),
    );
  }

  private async startPage(
    ctx: RequestContext,
    visitor: Visitor | null,
    again: Again<'interest'> | null,
  ): Promise<PageAnswer> {
    const personId = personOf(ctx.actor);
    const found = await this.verbs.read(inNameOf(ctx), async (tx) => {
      const interests = await interestsOf(tx, personId);
      return {
        waves: await declarableWaves(tx, personId, ctx.actor.undeclaredWaves),
        interests,
        firms: await firmsOf(tx),
        bodies: await this.territories.bodies(
          tx,
          interests.map(({ siren }) => siren),
        ),
      };
    });
    return page({
      title: t('recusals.title'),
      lead: t('recusals.lead'),
      body: (
        <RecusalsPage
          {...found}
          again={again}
          lifts={scopeOf(ctx.actor.role as Role, 'recusal.lift') !== null}
          csrf={visitor?.csrf ?? null}
          once={randomUUID}
        />
      ),
    });
  }

  private async declarePage(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: WaveId,
    again: Again<'declare'> | null,
  ): Promise<PageAnswer> {
    const examines = scopeOf(ctx.actor.role as Role, 'candidacy.assign') !== null;
    const { names, colleagues } = await this.verbs.read(inNameOf(ctx), async (tx) => ({
      names: await this.names.read(tx, ctx.actor, id),
      colleagues: examines ? (await officers(tx)).filter((one) => one.id !== ctx.actor.seatId) : [],
    }));
    return page({
      title: t('declare.title', { wave: waveInSentence(names.wave.name) }),
      lead: t('declare.lead'),
      trail: trail(),
      body: (
        <DeclarePage
          names={names}
          officers={colleagues}
          again={again}
          csrf={visitor?.csrf ?? null}
          once={randomUUID()}
        />
      ),
    });
  }
}
