import { caseUrl } from '@rebond/candidacies';
import { Badge, Details, Table, Time, type BadgeKind } from '@rebond/ui';
import { NOTIFYING } from '../../application/evidence/kinds.js';
import type { Notification } from '../../application/evidence/read-evidence.js';
import type { Evidence } from '../../domain/evidence.js';
import { t } from '../../messages.evidence.fr.js';

const KINDS: Readonly<Record<Evidence, BadgeKind>> = {
  waiting: 'info',
  'given-up': 'error',
  accepted: 'success',
  bounced: 'error',
};

export interface NotificationsProps {
  readonly notifications: readonly Notification[];
  /** Names of the cases, where there are several. */
  readonly territories?: ReadonlyMap<string, string>;
}

/** What was sent to each recipient, and what is known of it. */
export const Notifications = ({ notifications, territories }: NotificationsProps) => (
  <>
    <p>{t('evidence.lead')}</p>
    <Table
      caption={t('list.title')}
      captionHidden
      empty={t('evidence.empty')}
      columns={[
        ...(territories === undefined ? [] : [{ key: 'case', label: t('evidence.case'), rowHeader: true }]),
        { key: 'what', label: t('evidence.what') },
        { key: 'recipient', label: t('evidence.recipient') },
        { key: 'state', label: t('evidence.state') },
        { key: 'when', label: t('evidence.when') },
        { key: 'words', label: t('evidence.words') },
      ]}
      rows={notifications.map((one) => ({
        key: one.messageId,
        cells: {
          case: <a href={caseUrl(one.candidacyId, 'notification')}>{territories?.get(one.candidacyId) ?? ''}</a>,
          what: t(`kind.${NOTIFYING.find((kind) => kind === one.kind) ?? 'other'}`),
          recipient: one.name === null ? one.recipient : `${one.name} (${one.recipient})`,
          state: <Badge kind={KINDS[one.evidence]}>{t(`evidence.${one.evidence}`)}</Badge>,
          when: <Time at={one.bouncedAt ?? one.sentAt ?? one.writtenAt} />,
          words: (
            <>
              {one.trouble === null ? null : <p>{one.trouble}</p>}
              <Details summary={t('evidence.proof')}>
                {one.response === null ? null : <p>{t('evidence.response', { response: one.response })}</p>}
                <p>
                  {t('evidence.messageId')} <code class="rb-digest">{one.messageId}</code>
                </p>
              </Details>
            </>
          ),
        },
      }))}
    />
  </>
);
