import type { ComponentChildren } from 'preact';
import { Alert, ButtonGroup, LinkButton, Table, Tabs, Time } from '@rebond/ui';
import { notTold } from '@rebond/identity';
import { instantOf, type AuditVerdict } from '@rebond/platform';
import type { SealLine } from '../../application/journal/entries.js';
import { t } from '../../messages.audit.fr.js';

const TABS = [
  ['/audit', 'audit.journal'],
  ['/audit/scelles', 'audit.seals'],
  ['/audit/tirages', 'audit.draws'],
] as const;

/** The parts of the audit above one of them. */
export const AuditFrame = ({ here, children }: { readonly here: string; readonly children: ComponentChildren }) => (
  <>
    <Tabs
      label={t('audit.tabs')}
      tabs={TABS.map(([href, label]) => ({ href, label: t(label), isCurrent: href === here }))}
    />
    {children}
  </>
);

/** Takes what a page shows away as a file. */
export const Exports = ({ of, query = '' }: { readonly of: string; readonly query?: string }) => (
  <ButtonGroup inline>
    {(['csv', 'json'] as const).map((format) => (
      <LinkButton
        key={format}
        href={`${of}/export.${format}${query === '' ? '' : `?${query}`}`}
        kind="secondary"
        icon="download-line"
        download
      >
        {t(`audit.export.${format}`)}
      </LinkButton>
    ))}
  </ButtonGroup>
);

/** Null: no stream that the reader sees. */
export function VerdictPage({ verdict }: { readonly verdict: AuditVerdict | null }) {
  if (verdict === null || (verdict.entries === 0 && verdict.faults.length === 0))
    return <Alert kind="warning" title={t('audit.noStream')} />;
  if (verdict.faults.length === 0)
    return <Alert kind="success" title={t('audit.intact', { entries: verdict.entries })} />;
  return (
    <Alert kind="error" title={t('audit.broken')}>
      <ul>
        {verdict.faults.map(({ seq, reason }) => (
          <li key={`${seq} ${reason}`}>
            {t('audit.seq')} {seq} – {reason}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

export const SealsPage = ({ seals }: { readonly seals: readonly SealLine[] }) => (
  <AuditFrame here="/audit/scelles">
    <Table
      caption={t('audit.sealsCaption')}
      columns={[
        { key: 'n', label: t('audit.sealN'), rowHeader: true },
        { key: 'at', label: t('audit.sealedAt') },
        { key: 'streams', label: t('audit.streams'), numeric: true },
        { key: 'entries', label: t('audit.entriesCount'), numeric: true },
        { key: 'root', label: t('audit.root') },
      ]}
      rows={seals.map(({ n, sealed_at, streams, entries, root }) => ({
        key: String(n),
        cells: {
          n,
          at: <Time at={instantOf(sealed_at)} />,
          streams: streams ?? notTold(),
          entries: entries ?? notTold(),
          root: <code class="rb-hash">{root ?? notTold()}</code>,
        },
      }))}
    />
  </AuditFrame>
);
