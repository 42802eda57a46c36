import { caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import type { MeetingStatus } from '@rebond/meetings';
import { Badge, Card, CardGrid, Time, type BadgeKind } from '@rebond/ui';
import type { Committee } from '../../application/committee.js';
import { t } from '../../messages.fr.js';

const KINDS: Readonly<Record<MeetingStatus, BadgeKind>> = {
  planned: 'info',
  convened: 'new',
  held: 'success',
  cancelled: 'none',
};

export const StatusBadge = ({ status }: { readonly status: MeetingStatus }) => (
  <Badge kind={KINDS[status]}>{t(`committees.status.${status}`)}</Badge>
);

export interface CommitteeListProps {
  readonly id: CandidacyId;
  readonly committees: readonly Committee[];
  /** Of the territory. */
  readonly zone: string;
}

export const CommitteeList = ({ id, committees, zone }: CommitteeListProps) =>
  committees.length === 0 ? (
    <p>{t('committees.none')}</p>
  ) : (
    <CardGrid>
      {committees.map(({ meeting }) => (
        <Card
          key={meeting.id}
          title={meeting.title}
          href={caseUrl(id, 'comites', meeting.id)}
          badge={<StatusBadge status={meeting.status} />}
          detail={<Time at={meeting.heldAt ?? meeting.startsAt} zone={zone} />}
        >
          {meeting.place === '' ? t('committees.noPlace') : meeting.place}
        </Card>
      ))}
    </CardGrid>
  );
