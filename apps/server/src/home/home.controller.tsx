import { Controller, Get } from '@nestjs/common';
import { Calls, wavePage } from '@rebond/calls';
import { Act, startOf, type Role } from '@rebond/identity';
import { Ctx, type RequestContext, type Tx, Verbs } from '@rebond/platform';
import { readLaureates } from '@rebond/reporting';
import { page, PublicPage, redirect, type PageAnswer, type Redirection } from '@rebond/ui';
import { homePage, type HomeProps } from './page.js';

/** The first page, for everyone; whoever is signed in starts from their own work. */
@Controller()
export class HomeController {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
  ) {}

  @Get()
  @Act('portal.read')
  @PublicPage()
  async home(@Ctx() ctx: RequestContext): Promise<PageAnswer | Redirection> {
    const start = startOf(ctx.actor.role as Role);
    if (start !== '/') return redirect(start);
    return this.verbs.read(ctx, async (tx) =>
      page(homePage({ ...(await this.nextWave(tx)), at: tx.at, laureates: await readLaureates(tx, null) })),
    );
  }

  private async nextWave(tx: Tx): Promise<Pick<HomeProps, 'wave' | 'isOpen'>> {
    const [open] = await this.calls.openWaves(tx);
    if (open) return { wave: open, isOpen: true };
    const { items } = await wavePage(tx, { open: 'false', limit: 20 });
    const upcoming = items.filter(({ opensAt }) => Temporal.Instant.compare(opensAt, tx.at) > 0);
    return { wave: upcoming.at(-1) ?? null, isOpen: false };
  }
}
