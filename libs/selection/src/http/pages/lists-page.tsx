import { notTold } from '@rebond/identity';
import { Alert, Badge, ButtonGroup, LinkButton, Pagination, Table, Time, eurosText } from '@rebond/ui';
import type { FreePlaces } from '../../application/promotions/read-waiting-list.js';
import type { ListPage } from '../../application/read/read-lists.js';
import { OUTCOMES } from '../../domain/lines.js';
import { t as appeals } from '../../messages.appeals.fr.js';
import { t } from '../../messages.fr.js';
import { t as waiting } from '../../messages.promotions.fr.js';
import { STATUS_KINDS } from './list-page.js';

interface ListsPageProps {
  readonly page: ListPage;
  readonly waves: ReadonlyMap<string, string>;
  readonly proposes: boolean;
  readonly free: FreePlaces;
}

/** The decision lists, the last proposed first. */
export const ListsPage = ({ page: { items, next }, waves, proposes, free }: ListsPageProps) => (
  <>
    {free.places === 0 ? null : (
      <Alert
        kind="info"
        title={waiting('waiting.free', { n: free.places, award: eurosText({ cents: free.envelopeCents }) })}
      />
    )}
    <ButtonGroup>
      {proposes ? (
        <LinkButton href="/selection/nouvelle" icon="add-line">
          {t('lists.new')}
        </LinkButton>
      ) : null}
      <LinkButton href="/selection/attente" kind="tertiary">
        {waiting('waiting.title')}
      </LinkButton>
      <LinkButton href="/selection/recours" kind="tertiary">
        {appeals('list.title')}
      </LinkButton>
    </ButtonGroup>
    <Table
      caption={t('lists.title')}
      captionHidden
      empty={t('lists.empty')}
      columns={[
        { key: 'title', label: t('lists.name') },
        { key: 'wave', label: t('lists.wave') },
        { key: 'status', label: t('lists.status') },
        { key: 'at', label: t('lists.proposedAt') },
        ...OUTCOMES.map((key) => ({ key, label: t(`count.${key}`), numeric: true })),
      ]}
      rows={items.map((list) => ({
        key: list.id,
        href: `/selection/${list.id}`,
        cells: {
          title: list.title,
          wave: waves.get(list.waveId) ?? '',
          status: <Badge kind={STATUS_KINDS[list.status]}>{t(`status.${list.status}`)}</Badge>,
          at: <Time at={list.proposed.at} dateOnly />,
          ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, list.outcomes?.[outcome] ?? notTold()])),
        },
      }))}
    />
    <Pagination next={next === null ? null : `/selection?after=${next}`} />
  </>
);
