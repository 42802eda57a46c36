import { caseUrl } from '@rebond/candidacies';
import { Table, Time } from '@rebond/ui';
import type { FollowedAppeal } from '../../application/appeals/read-appeals.js';
import { t } from '../../messages.appeals.fr.js';
import { AppealStatus, InTime } from './appeal-words.js';

/** Appeals on every case, those that await an answer first. */
export const AppealsPage = ({ appeals }: { readonly appeals: readonly FollowedAppeal[] }) => (
  <Table
    caption={t('list.title')}
    captionHidden
    empty={t('list.empty')}
    columns={[
      { key: 'case', label: t('list.case'), rowHeader: true },
      { key: 'kind', label: t('list.kind') },
      { key: 'received', label: t('list.received') },
      { key: 'inTime', label: t('list.inTime') },
      { key: 'due', label: t('list.due') },
      { key: 'status', label: t('list.status') },
    ]}
    rows={appeals.map((one) => ({
      key: one.id,
      cells: {
        case: <a href={caseUrl(one.candidacyId, 'recours')}>{one.territory}</a>,
        kind: t(`kind.${one.kind}`),
        received: <Time at={one.receivedOn} />,
        inTime: <InTime isLate={one.isLate} />,
        due: one.impliedOn === null || one.status !== 'pending' ? '' : <Time at={one.impliedOn} />,
        status: <AppealStatus appeal={one} />,
      },
    }))}
  />
);
