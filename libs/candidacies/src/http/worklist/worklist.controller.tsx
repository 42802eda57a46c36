import { randomUUID } from 'node:crypto';
import { Controller, Get, Query } from '@nestjs/common';
import { Act, scopeOf, type Role } from '@rebond/identity';
import { Ctx, Verbs, type FormBody, type RequestContext, type Tx, parseForm } from '@rebond/platform';
import { page, PageRoute, Reader, redirect, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { quickCounts, readWorklist } from '../../application/worklist/read-worklist.js';
import { worklistAside } from '../../application/worklist/worklist-choices.js';
import { worklistQuery } from '../../application/worklist/worklist-query.js';
import { t } from '../../messages.worklist.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { WorklistPage, type QuickView } from './worklist-page.js';
import { declarationUrl } from './worklist-url.js';

/** Where a line leads each reader: the examination, its opinion, or the case's first page. */
function landing(role: Role): string | null {
  if (scopeOf(role, 'note.read') !== null) return 'instruction';
  return scopeOf(role, 'opinion.give') === null ? null : 'avis';
}

/** The day of whoever follows cases: what waits for them, and what changed. */
@Controller('dossiers')
export class WorklistController {
  constructor(private readonly verbs: Verbs) {}

  @Get()
  @Act('worklist.read')
  @PageRoute()
  async list(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Query() asked: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const query = parseForm(worklistQuery, asked);
    const { undeclaredWaves } = ctx.actor;
    const closed = undeclaredWaves.find((id) => id === query.wave);
    if (closed !== undefined) return redirect(declarationUrl(closed));
    const role = ctx.actor.role as Role;
    const [acts, keeps] = [scopeOf(role, 'candidacy.assign') !== null, scopeOf(role, 'worklist.keep') !== null];
    const panel = landing(role);
    const { aside, ...found } = await this.verbs.read(ctx, async (tx) => ({
      list: await readWorklist(tx, query),
      aside: await worklistAside(tx, { acts, keeps }),
      quick: await quickViews(tx, { acts, keeps }),
    }));
    return page({
      title: t('worklist.title'),
      wide: true,
      scripts: ['worklist'],
      body: (
        <WorklistPage
          {...found}
          {...{ query, acts, keeps, undeclaredWaves, choices: aside, views: aside.views, templates: aside.templates }}
          now={ctx.receivedAt}
          csrf={visitor?.csrf ?? null}
          once={randomUUID()}
          urlOf={({ id }) => (panel === null ? caseUrl(id) : caseUrl(id, panel))}
        />
      ),
    });
  }
}

async function quickViews(tx: Tx, { acts, keeps }: { acts: boolean; keeps: boolean }): Promise<QuickView[]> {
  const counts = await quickCounts(tx);
  const asked: Omit<QuickView, 'count'>[] = [
    { key: 'all', query: {} },
    ...(acts ? [{ key: 'mine', query: { officer: 'me' } } as const] : []),
    { key: 'late', query: { late: true } },
    ...(keeps ? [{ key: 'unread', query: { unread: true } } as const] : []),
    ...(acts ? [{ key: 'unassigned', query: { officer: 'none' } } as const] : []),
    ...(acts ? [{ key: 'unattended', query: { officer: 'recused' } } as const] : []),
  ];
  return asked.map((view) => ({ ...view, count: counts[view.key] }));
}
