import { scopeOf } from '@rebond/identity';
import { Table, Time } from '@rebond/ui';
import { t } from '../../messages.case.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import type { OverviewProps } from './overview-props.js';

/** Receipts: every frozen state of the file with its fingerprint. */
export const Deposits = ({ candidacy, deposits, role }: OverviewProps) =>
  deposits.length === 0 ? null : (
    <section aria-labelledby="depots">
      <h2 id="depots">{t('overview.deposits')}</h2>
      <Table
        caption={t('deposits.caption')}
        captionHidden
        columns={[
          { key: 'receipt', label: t('deposits.receipt') },
          { key: 'kind', label: t('deposits.kind') },
          { key: 'at', label: t('deposits.at') },
          { key: 'digest', label: t('deposits.digest') },
        ]}
        rows={deposits.map(({ n, kind, receiptNumber, receivedAt, digest }) => ({
          key: String(n),
          cells: {
            receipt: receiptNumber,
            kind: t(n === 1 ? 'deposits.first' : `deposits.${kind}`),
            at: <Time at={receivedAt} />,
            digest: <code class="rb-digest">{digest}</code>,
          },
        }))}
      />
      <p class="fr-hint-text">{t('deposits.hint')}</p>
      {scopeOf(role, 'candidacy.edit') === null ? null : (
        <p>
          <a class="fr-link" href={caseUrl(candidacy.id, 'depot', 'recepisse')}>
            {t('overview.receipt')}
          </a>
        </p>
      )}
      {deposits.length > 1 ? (
        <p>
          <a
            class="fr-link"
            href={`${caseUrl(candidacy.id, 'differences')}?from=${String(deposits.length - 1)}&to=${String(deposits.length)}`}
          >
            {t('deposits.compare')}
          </a>
        </p>
      ) : null}
    </section>
  );
