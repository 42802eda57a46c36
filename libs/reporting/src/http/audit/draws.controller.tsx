import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { listWavesInput, wavePage } from '@rebond/calls';
import { Act, UuidPipe } from '@rebond/identity';
import { AbsentError, formatInstant, type Fault } from '@rebond/kernel';
import { Ctx, instantOf, type FormBody, type RequestContext, type Tx, Verbs, parseForm } from '@rebond/platform';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  faultsToShow,
  typedText,
} from '@rebond/ui';
import { DrawCases, drawInput } from '../../application/draws/draw-cases.js';
import { t } from '../../messages.audit.fr.js';
import { DrawPage, DrawsPage } from './draw-pages.js';

const trail = () => [
  { label: t('audit.title'), href: '/audit' },
  { label: t('audit.draws'), href: '/audit/tirages' },
];

/** Cases drawn at random for a control. */
@Controller('audit/tirages')
export class DrawPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly draws: DrawCases,
  ) {}

  @Get()
  @Act('audit.read')
  @PageRoute()
  list(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, [], {}));
  }

  @Post()
  @Act('audit.read')
  @PageRoute()
  draw(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(drawInput, form);
        const { id } = await this.verbs.read(ctx, (tx) => this.draws.handle(tx, input));
        return redirect(`/audit/tirages/${id}`, t('draw.done'));
      },
      (refusal) => this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, faultsToShow(refusal), form)),
    );
  }

  @Get(':id')
  @Act('audit.read')
  @PageRoute()
  read(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: string): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const draw = await this.draws.read(tx, id);
      if (!draw) throw new AbsentError();
      const title = t('draw.one', { at: formatInstant(instantOf(draw.drawn_at)) });
      return page({ title, trail: trail(), body: <DrawPage draw={draw} {...await this.draws.cases(tx, draw)} /> });
    });
  }

  private async listPage(
    tx: Tx,
    visitor: Visitor | null,
    faults: readonly Fault[],
    form: FormBody,
  ): Promise<PageAnswer> {
    const { items: waves } = await wavePage(tx, listWavesInput.parse({}));
    const typed = {
      size: typedText(form, 'size') ?? '10',
      seed: typedText(form, 'seed'),
      wave: typedText(form, 'wave'),
    };
    return page({
      title: t('draw.title'),
      lead: t('draw.lead'),
      trail: trail().slice(0, 1),
      body: <DrawsPage {...{ draws: await this.draws.list(tx), waves, csrf: visitor?.csrf ?? null, faults, typed }} />,
    });
  }
}
