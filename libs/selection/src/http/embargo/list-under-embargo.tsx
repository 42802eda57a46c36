import { formatInstant } from '@rebond/kernel';
import { Callout, eurosText, Table } from '@rebond/ui';
import type { ListUnderEmbargo } from '../../application/embargo/read-under-embargo.js';
import { t as lists } from '../../messages.fr.js';
import { t } from '../../messages.embargo.fr.js';

/** A frozen list as a circle reads it. */
export const ListRead = ({ list }: { readonly list: ListUnderEmbargo }) => (
  <>
    <Callout title={t('read.number', { number: list.number })} kind="warning">
      <p>{t('read.lead')}</p>
      <p>{t('read.logged', { until: formatInstant(list.until) })}</p>
    </Callout>
    <Table
      caption={list.title}
      captionHidden
      columns={[
        { key: 'territory', label: t('read.territory'), rowHeader: true },
        { key: 'departement', label: t('read.departement') },
        { key: 'decision', label: t('read.decision') },
        { key: 'amounts', label: t('read.amounts'), numeric: true },
      ]}
      rows={list.lines.map((line) => ({
        key: line.territory,
        cells: {
          territory: line.territory,
          departement: line.departement,
          decision: line.isStruck ? t('read.struck') : lists(`decided.${line.outcome}`),
          amounts: line.isStruck
            ? ''
            : [
                ...(line.envelopeCents === null ? [] : [eurosText({ cents: line.envelopeCents })]),
                ...(line.personDays === null ? [] : [lists('list.days', { n: line.personDays })]),
              ].join(', '),
        },
      }))}
    />
  </>
);
