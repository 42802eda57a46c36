import { formatNumber } from '@rebond/kernel';
import { eurosText, SummaryList, Table } from '@rebond/ui';
import type { SessionView } from '../../application/session/present.js';
import { t } from '../../messages.session.fr.js';

type Amounts = NonNullable<SessionView['credits']>['left'];

const amount = ({ envelopeEur, personDays }: Amounts): string =>
  t('credits.amount', { euros: eurosText({ euros: envelopeEur }), days: formatNumber(personDays) });

/** What the call has left, and what it would have; nothing where nothing bounds it, or it is not told. */
export const CreditsPart = ({ session: { credits, items } }: { readonly session: SessionView }) => {
  if (credits === null) return null;
  const titleOf = (id: string): string => items.find((one) => one.candidacyId === id)?.title ?? '';
  return (
    <>
      <h2>{t('credits.title')}</h2>
      <SummaryList
        rows={(['before', 'provisional', 'left'] as const).map((name) => ({
          term: t(`credits.${name}`),
          value: amount(credits[name]),
        }))}
      />
      <p>{t('credits.assumed', { amount: amount(credits.assumed) })}</p>
      <Table
        caption={t('credits.ranking')}
        columns={[
          { key: 'rank', label: t('credits.rank'), numeric: true },
          { key: 'case', label: t('credits.case') },
          { key: 'after', label: t('credits.after') },
        ]}
        rows={credits.ranking.map(({ candidacyId, leftAfter }, i) => ({
          key: candidacyId,
          cells: { rank: i + 1, case: titleOf(candidacyId), after: amount(leftAfter) },
        }))}
      />
    </>
  );
};
