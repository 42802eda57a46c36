import { Badge, ButtonGroup, LinkButton, Table, Time } from '@rebond/ui';
import type { SessionHead } from '../../application/session/present.js';
import { t } from '../../messages.session.fr.js';

export const StatusBadge = ({ status }: Pick<SessionHead, 'status'>) => (
  <Badge kind={status === 'approved' ? 'success' : status === 'cancelled' ? 'none' : 'info'}>
    {t(`status.${status}`)}
  </Badge>
);

/** Sessions, the last first. */
export const SessionsPage = ({
  sessions,
  convenes,
}: {
  readonly sessions: readonly SessionHead[];
  readonly convenes: boolean;
}) => (
  <>
    {convenes ? (
      <ButtonGroup>
        <LinkButton href="/seances/nouvelle" icon="add-line">
          {t('sessions.convene')}
        </LinkButton>
      </ButtonGroup>
    ) : null}
    <Table
      caption={t('sessions.title')}
      captionHidden
      columns={[
        { key: 'title', label: t('sessions.session') },
        { key: 'at', label: t('sessions.at') },
        { key: 'state', label: t('sessions.state') },
      ]}
      rows={sessions.map((one) => ({
        key: one.id,
        href: `/seances/${one.id}`,
        cells: { title: one.title, at: <Time at={one.startsAt} />, state: <StatusBadge status={one.status} /> },
      }))}
      empty={t('sessions.none')}
    />
  </>
);
