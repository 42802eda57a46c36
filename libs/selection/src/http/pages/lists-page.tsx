import { NOT_TOLD } from '@rebond/identity';
import { Badge, ButtonGroup, LinkButton, Pagination, Table, Time } from '@rebond/ui';
import type { ListPage } from '../../application/read/read-lists.js';
import { OUTCOMES } from '../../domain/lines.js';
import { t } from '../../messages.fr.js';
import { STATUS_KINDS } from './list-page.js';

interface ListsPageProps {
  readonly page: ListPage;
  readonly waves: ReadonlyMap<string, string>;
  readonly proposes: boolean;
}

/** The decision lists, the last proposed first. */
export const ListsPage = ({ page: { items, next }, waves, proposes }: ListsPageProps) => (
  <>
    {proposes ? (
      <ButtonGroup>
        <LinkButton href="/selection/nouvelle" icon="add-line">
          {t('lists.new')}
        </LinkButton>
      </ButtonGroup>
    ) : null}
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
          ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, list.outcomes?.[outcome] ?? NOT_TOLD])),
        },
      }))}
    />
    <Pagination next={next === null ? null : `/selection?after=${next}`} />
  </>
);
