import { fieldOfFiles } from '@rebond/candidacies';
import { Badge, FormRefusal, Heading, Table, Time } from '@rebond/ui';
import type { NoticeView } from '../../application/evidence/present-notice.js';
import { t } from '../../messages.evidence.fr.js';
import { ProveForm, StrikeForm } from './postal-forms.js';
import type { PostalProps } from './postal-props.js';

const Scan = ({ candidacyId, id, scan }: { readonly candidacyId: string } & Pick<NoticeView, 'id' | 'scan'>) =>
  scan === null ? null : (
    <a class="fr-link" href={`/api/candidacies/${candidacyId}/postal-notices/${id}/scan`} download>
      {scan.filename}
    </a>
  );

/** Registered letters, what they prove, and what the reader may do of them. */
export const PostalNotices = (props: PostalProps) => {
  const { notices, candidacyId, proves, standing } = props;
  return (
    <section>
      <Heading level={2}>{t('post.title')}</Heading>
      <p>{t('post.lead')}</p>
      <FormRefusal again={props.again} fieldOf={fieldOfFiles} />
      <Table
        caption={t('post.title')}
        captionHidden
        empty={t('post.empty')}
        columns={[
          { key: 'what', label: t('post.what'), rowHeader: true },
          { key: 'recipient', label: t('post.recipient') },
          { key: 'tracking', label: t('post.tracking') },
          { key: 'fate', label: t('post.fate') },
          { key: 'notified', label: t('post.notified') },
          { key: 'routes', label: t('post.routes') },
          { key: 'scan', label: t('post.scan') },
        ]}
        rows={notices.map((one) => ({
          key: one.id,
          cells: {
            what: one.appealId === null ? t(`kind.candidacy.${one.decision}`) : t('post.answer'),
            recipient: one.recipient,
            tracking: one.trackingNumber,
            fate: t(`post.fate.${one.fate}`),
            notified:
              one.struckAt === null ? <Time at={one.notifiedOn} /> : <Badge kind="none">{t('post.struck')}</Badge>,
            routes: t(`post.routes.${String(one.withRoutes) as 'true' | 'false'}`),
            scan: (
              <>
                <Scan candidacyId={candidacyId} {...one} />
                {proves && one.struckAt === null ? <StrikeForm {...props} notice={one} /> : null}
              </>
            ),
          },
        }))}
      />
      {proves && standing !== null && standing.decision !== 'lapsed' ? (
        <ProveForm {...props} standing={standing} />
      ) : null}
    </section>
  );
};
