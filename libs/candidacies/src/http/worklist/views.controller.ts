import { Body, Controller, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, inputOfForm, parseInput, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { PageRoute, redirect, type Redirection } from '@rebond/ui';
import { removeView, saveView, viewInput } from '../../application/views/views.js';
import { t } from '../../messages.worklist.fr.js';
import { WORKLIST } from './worklist-url.js';

/** Filters kept under a name, of the seat. */
@Controller('dossiers/vues')
export class ViewsController {
  constructor(private readonly verbs: Verbs) {}

  @Post()
  @Act('worklist.keep')
  @PageRoute()
  async save(@Ctx() ctx: RequestContext, @Body() form: FormBody): Promise<Redirection> {
    const input = parseInput(viewInput, { query: '', ...inputOfForm(viewInput, form) });
    const { title, query } = await this.verbs.write(ctx, (tx) => saveView(tx, input));
    return redirect(query === '' ? WORKLIST : `${WORKLIST}?${query}`, t('view.saved', { title }));
  }

  @Post(':view/retrait')
  @Act('worklist.keep')
  @PageRoute()
  async remove(@Ctx() ctx: RequestContext, @Param('view', UuidPipe) id: string): Promise<Redirection> {
    await this.verbs.write(ctx, (tx) => removeView(tx, id));
    return redirect(WORKLIST, t('view.removed'));
  }
}
