import type { ComponentChildren } from 'preact';
import { Alert, Button, Field, ButtonGroup, LinkButton, SummaryList, Table, Tabs, Time } from '@rebond/ui';
import { NOT_TOLD } from '@rebond/identity';
import { instantOf, type AuditVerdict } from '@rebond/platform';
import type { EntriesQuery, Entry, SealLine, WholeEntry } from '../../application/journal/entries.js';
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

export const entryHref = ({ stream, seq }: Pick<Entry, 'stream' | 'seq'>): string =>
  `/audit/ecriture?${new URLSearchParams({ stream, seq: String(seq) }).toString()}`;
export const verifyHref = (stream: string): string =>
  `/audit/verification?${new URLSearchParams({ stream }).toString()}`;

const asked = (query: EntriesQuery): string =>
  new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();

const Filters = ({ query }: { readonly query: EntriesQuery }) => (
  <form method="get" action="/audit" role="search" class="rb-filters">
    <Field name="stream" label={t('audit.stream')} hint={t('audit.streamHint')} value={query.stream} />
    <Field name="case" label={t('audit.case')} value={query.case} />
    <Field name="person" label={t('audit.person')} value={query.person} />
    <Field name="seat" label={t('audit.seat')} value={query.seat} />
    <Field name="action" label={t('audit.action')} value={query.action} />
    <Field name="from" type="date" label={t('audit.from')} value={query.from} />
    <Field name="to" type="date" label={t('audit.to')} value={query.to} />
    <Button kind="secondary" icon="search-line">
      {t('audit.find')}
    </Button>
  </form>
);

export const JournalPage = ({
  query,
  entries,
}: {
  readonly query: EntriesQuery;
  readonly entries: readonly Entry[];
}) => (
  <AuditFrame here="/audit">
    <Filters query={query} />
    <Table
      caption={t('audit.entries')}
      dense
      columns={[
        { key: 'at', label: t('audit.at') },
        { key: 'action', label: t('audit.action') },
        { key: 'stream', label: t('audit.stream') },
        { key: 'seq', label: t('audit.seq'), numeric: true },
        { key: 'seat', label: t('audit.seat') },
        { key: 'audience', label: t('audit.audience') },
      ]}
      rows={entries.map((entry) => ({
        key: `${entry.stream} ${entry.seq}`,
        href: entryHref(entry),
        cells: {
          at: <Time at={instantOf(entry.at)} />,
          action: entry.action,
          stream: entry.stream,
          seq: entry.seq,
          seat: entry.seat_id ?? '',
          audience: entry.audience,
        },
      }))}
    />
    <p class="fr-hint-text">{t('audit.exportNote')}</p>
    <ButtonGroup inline>
      {(['csv', 'json'] as const).map((format) => (
        <LinkButton
          key={format}
          href={`/audit/export.${format}?${asked(query)}`}
          kind="secondary"
          icon="download-line"
          download
        >
          {t(`audit.export.${format}`)}
        </LinkButton>
      ))}
    </ButtonGroup>
  </AuditFrame>
);

const pretty = (text: string): string => JSON.stringify(JSON.parse(text), null, 2);

export const EntryPage = ({ entry }: { readonly entry: WholeEntry }) => (
  <>
    <SummaryList
      rows={[
        { term: t('audit.at'), value: <Time at={instantOf(entry.at)} /> },
        { term: t('audit.action'), value: entry.action },
        { term: t('audit.seat'), value: entry.seat_id ?? '–' },
        { term: t('audit.person'), value: entry.person_id ?? '–' },
        { term: t('audit.trace'), value: entry.trace_id },
        { term: t('audit.hash'), value: <code class="rb-hash">{entry.hash}</code> },
        { term: t('audit.previous'), value: <code class="rb-hash">{entry.previous ?? t('audit.first')}</code> },
      ]}
    />
    <h2>{t('audit.content')}</h2>
    <pre class="rb-json" tabIndex={0}>
      {pretty(entry.canonical)}
    </pre>
    <h2>{t('audit.payload')}</h2>
    {entry.payload === null ? (
      <p>{t('audit.noPayload')}</p>
    ) : (
      <pre class="rb-json" tabIndex={0}>
        {JSON.stringify(entry.payload, null, 2)}
      </pre>
    )}
    <LinkButton href={verifyHref(entry.stream)} icon="check-line">
      {t('audit.verify')}
    </LinkButton>
  </>
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
          streams: streams ?? NOT_TOLD,
          entries: entries ?? NOT_TOLD,
          root: <code class="rb-hash">{root ?? NOT_TOLD}</code>,
        },
      }))}
    />
  </AuditFrame>
);
