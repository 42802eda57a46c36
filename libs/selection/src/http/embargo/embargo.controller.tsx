import { Controller, Get, Param, Post } from '@nestjs/common';
import { Act, actorOfLink, OneTimeLinks, UuidPipe, whyClosed } from '@rebond/identity';
import { formatInstant } from '@rebond/kernel';
import { Ctx, type RequestContext } from '@rebond/platform';
import { page, PageRoute, redirect, Table, type PageAnswer, type PageContent, type Redirection } from '@rebond/ui';
import { EMBARGO_LINK, ReadUnderEmbargo, type ListUnderEmbargo } from '../../application/embargo/read-under-embargo.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import { t } from '../../messages.embargo.fr.js';
import { ListRead } from './list-under-embargo.js';

const read = (list: ListUnderEmbargo, trail: PageContent['trail'] = []): PageAnswer =>
  page({ title: list.title, trail, body: <ListRead list={list} /> });

const closed = (why: string): PageAnswer =>
  page({ title: t('link.closed'), status: 410, body: <p class="fr-text--lead">{why}</p> });

/** Lists read before their announcement, by the seats and the links that were let in; nobody else finds them. */
@Controller('embargo')
export class EmbargoController {
  constructor(
    private readonly reading: ReadUnderEmbargo,
    private readonly links: OneTimeLinks,
  ) {}

  /** What a seat may read; the lists themselves only on their own page, which is logged. */
  @Get()
  @Act('embargo.read')
  @PageRoute()
  async mine(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    const invitations = await this.reading.invitations(ctx);
    return page({
      title: t('read.title'),
      lead: t('read.lead'),
      body: (
        <Table
          caption={t('read.title')}
          captionHidden
          empty={t('read.empty')}
          columns={[
            { key: 'list', label: t('read.list') },
            { key: 'period', label: t('circle.access') },
          ]}
          rows={invitations.map(({ id, listId, from, until }) => ({
            key: id,
            href: `/embargo/${listId}`,
            cells: {
              list: t('read.open'),
              period: t('circle.period', { from: formatInstant(from), until: formatInstant(until) }),
            },
          }))}
        />
      ),
    });
  }

  @Get(':id')
  @Act('embargo.read')
  @PageRoute()
  async show(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: DecisionListId): Promise<PageAnswer | Redirection> {
    const list = await this.reading.bySeat(ctx, id);
    return list === null
      ? redirect('/embargo', t('read.notOpen'))
      : read(list, [{ label: t('read.title'), href: '/embargo' }]);
  }

  /** Reads by a link: shown and logged each time that its page is asked for it. */
  @Post('lien/:token')
  @Act('link.use')
  @PageRoute()
  async byLink(@Ctx() ctx: RequestContext, @Param('token') token: string): Promise<PageAnswer> {
    const link = await this.links.look(token, ctx.receivedAt);
    if (link?.purpose !== EMBARGO_LINK) return closed(t('link.unknown'));
    if (link.state !== 'open') return closed(whyClosed(link));
    return read(await this.reading.byLink(ctx, link, actorOfLink(link)));
  }
}
