import { scopeOf, type Role } from '@rebond/identity';
import { Badge, type BadgeKind, Time } from '@rebond/ui';
import type { ApprovalView } from '../../application/approval/approvals.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.team.fr.js';
import { caseUrl } from '../frame/case-frame.js';

export interface ApprovalListProps {
  readonly candidacy: Pick<Candidacy, 'id' | 'state'>;
  readonly approvals: readonly ApprovalView[];
  readonly role: Role;
}

const KINDS: Readonly<Record<ApprovalView['state'], BadgeKind>> = {
  waiting: 'info',
  approved: 'success',
  returned: 'warning',
  expired: 'none',
  cancelled: 'none',
};

export const ApprovalItem = ({ approval }: { readonly approval: ApprovalView }) => (
  <>
    <p>
      <Badge kind={KINDS[approval.state]}>{t(`approval.${approval.state}`)}</Badge>{' '}
      {t('approval.of', { name: approval.approver.name, title: approval.approver.title })} –{' '}
      {approval.answeredAt === null ? t('approval.asked') : t('approval.answered')}{' '}
      <Time at={approval.answeredAt ?? approval.askedAt} />
    </p>
    {approval.comment === null ? null : <blockquote class="rb-quote rb-prose">{approval.comment}</blockquote>}
    {approval.isOutdated ? <p class="fr-hint-text">{t('approval.outdated')}</p> : null}
  </>
);

/** What the director or the president said of the draft: shown on the case's page and beside the form. */
export const ApprovalList = ({ candidacy, approvals, role }: ApprovalListProps) => {
  // What is no longer awaited is not worth a line: the file was deposited without it.
  const shown = approvals.filter(
    ({ state }) => state !== 'cancelled' && (state !== 'waiting' || candidacy.state === 'draft'),
  );
  return shown.length === 0 ? null : (
    <section aria-labelledby="approbations">
      <h2 id="approbations">{t('approval.list.title')}</h2>
      <ul class="rb-plain-list">
        {shown.slice(0, 3).map((approval) => (
          <li key={approval.id}>
            <ApprovalItem approval={approval} />
          </li>
        ))}
      </ul>
      {scopeOf(role, 'approval.ask') === null ? null : (
        <p>
          <a class="fr-link" href={caseUrl(candidacy.id, 'approbation')}>
            {t('approval.list.link')}
          </a>
        </p>
      )}
    </section>
  );
};
