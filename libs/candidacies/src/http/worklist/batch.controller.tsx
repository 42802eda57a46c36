import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import { ForbiddenError, say } from '@rebond/kernel';
import { Ctx, parseInput, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { page, PageRoute, redirect, type PageAnswer, type Redirection } from '@rebond/ui';
import { batchInput } from '../../application/batch/batch-input.js';
import { RunBatch } from '../../application/batch/run-batch.js';
import { t } from '../../messages.worklist.fr.js';
import { WORKLIST } from './worklist-url.js';
import { BatchPage } from './batch-page.js';

const lot = z.object({
  act: z.string().default(''),
  cases: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => [given ?? []].flat()),
  officer: z.string().optional(),
  template: z.string().optional(),
  /** Filters to come back to. */
  back: z.string().max(1_000).default(''),
});

/** What the ticked rows and the pressed button ask. */
function inputOf({ act, cases, officer, template }: z.output<typeof lot>): unknown {
  const rows = cases.map((tick) => {
    const [id = '', version = ''] = tick.split('~');
    return { id, version: Number(version) };
  });
  if (act === 'assign') return { act, cases: rows, officer };
  return act === 'message' ? { act, cases: rows, template } : { act, cases: rows };
}

/** Acts on several cases at once, with a page that says what became of each. */
@Controller('dossiers')
export class BatchController {
  constructor(
    private readonly verbs: Verbs,
    private readonly batches: RunBatch,
  ) {}

  @Post('lot')
  @Act('worklist.keep')
  @PageRoute()
  async run(@Ctx() ctx: RequestContext, @Body() form: FormBody): Promise<Redirection> {
    const asked = parseInput(lot, form);
    const input = parseInput(batchInput, inputOf(asked));
    if (input.act !== 'read' && scopeOf(ctx.actor.role as Role, 'candidacy.assign') === null)
      throw new ForbiddenError('not-allowed', say`Votre fonction n'autorise pas cette action.`);
    const { id } = await this.batches.run(ctx, input);
    return redirect(`${WORKLIST}/lots/${id}?${new URLSearchParams({ back: asked.back }).toString()}`);
  }

  @Get('lots/:batch')
  @Act('worklist.keep')
  @PageRoute()
  async result(
    @Ctx() ctx: RequestContext,
    @Param('batch', UuidPipe) id: string,
    @Query('back') back?: string,
  ): Promise<PageAnswer> {
    const result = await this.verbs.read(ctx, (tx) => this.batches.read(tx, id));
    const done = result.rows.filter((row) => row.done).length;
    return page({
      title: t(`batch.act.${result.act}`),
      trail: [{ label: t('worklist.title'), href: WORKLIST }],
      lead: t('batch.summary', { done, refused: result.rows.length - done }),
      body: (
        <BatchPage
          result={result}
          back={
            typeof back === 'string' && back !== '' ? `${WORKLIST}?${new URLSearchParams(back).toString()}` : WORKLIST
          }
        />
      ),
    });
  }
}
