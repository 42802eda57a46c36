import { Badge, LinkButton, Table } from '@rebond/ui';
import type { BatchResult } from '../../application/batch/run-batch.js';
import { t } from '../../messages.worklist.fr.js';
import { caseUrl } from '../frame/case-frame.js';

/** What became of each case of a batch, the refused ones first. */
export const BatchPage = ({ result, back }: { readonly result: BatchResult; readonly back: string }) => {
  const rows = result.rows.toSorted((a, b) => Number(a.done) - Number(b.done));
  return (
    <>
      <Table
        caption={t('batch.result')}
        captionHidden
        columns={[
          { key: 'territory', label: t('col.territory'), rowHeader: true },
          { key: 'result', label: t('batch.col.result') },
          { key: 'detail', label: t('batch.col.detail') },
        ]}
        rows={rows.map(({ id, territory, done, refusal }) => ({
          key: id,
          cells: {
            territory: territory === null ? t('batch.hidden') : <a href={caseUrl(id)}>{territory}</a>,
            result: done ? (
              <Badge kind="success">{t('batch.done')}</Badge>
            ) : (
              <Badge kind="error">{t('batch.refused')}</Badge>
            ),
            detail: refusal ?? t(`batch.did.${result.act}`),
          },
        }))}
      />
      <LinkButton href={back} icon="arrow-left-line">
        {t('batch.back')}
      </LinkButton>
    </>
  );
};
