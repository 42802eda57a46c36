import { instantOf } from '@rebond/platform';
import { Button, Details, Field, LinkButton, Select, SummaryList, Table, Time } from '@rebond/ui';
import { actionChoices, actionText } from '../../application/journal/action-text.js';
import type { EntriesQuery, Entry, WholeEntry } from '../../application/journal/entries.js';
import type { Names } from '../../application/journal/names.js';
import { t } from '../../messages.audit.fr.js';
import { AuditFrame, Exports } from './audit-pages.js';
import { Actor, audienceText, Subject } from './entry-words.js';

const entryHref = ({ stream, seq }: Pick<Entry, 'stream' | 'seq'>): string =>
  `/audit/ecriture?${new URLSearchParams({ stream, seq: String(seq) }).toString()}`;
const verifyHref = (stream: string): string => `/audit/verification?${new URLSearchParams({ stream }).toString()}`;

const asked = (query: EntriesQuery): string =>
  new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();

/** The actions by their words; the beginning of several, which an address may ask, stays what it is. */
const choicesFor = (action: string | undefined) => {
  const all = actionChoices();
  return !action || all.some(({ value }) => value === action) ? all : [{ value: action, label: action }, ...all];
};

const Filters = ({ query }: { readonly query: EntriesQuery }) => (
  <form method="get" action="/audit" role="search" class="rb-filter">
    <Select
      name="action"
      label={t('audit.action')}
      empty={t('audit.anyAction')}
      value={query.action}
      options={choicesFor(query.action)}
    />
    <Field name="from" type="date" label={t('audit.from')} value={query.from} />
    <Field name="to" type="date" label={t('audit.to')} value={query.to} />
    <Button kind="secondary" icon="search-line">
      {t('audit.find')}
    </Button>
    <Details
      summary={t('audit.byId')}
      open={[query.stream, query.case, query.person, query.seat].some((one) => Boolean(one))}
    >
      <div class="rb-form-row">
        <Field name="case" label={t('audit.case')} value={query.case} />
        <Field name="person" label={t('audit.person')} value={query.person} />
        <Field name="seat" label={t('audit.seat')} value={query.seat} />
        <Field name="stream" label={t('audit.stream')} hint={t('audit.streamHint')} value={query.stream} />
      </div>
    </Details>
  </form>
);

export interface JournalProps {
  readonly query: EntriesQuery;
  readonly entries: readonly Entry[];
  readonly names: Names;
}

export const JournalPage = ({ query, entries, names }: JournalProps) => (
  <AuditFrame here="/audit">
    <Filters query={query} />
    <Table
      caption={t('audit.entries')}
      dense
      columns={[
        { key: 'action', label: t('audit.action') },
        { key: 'about', label: t('audit.about') },
        { key: 'who', label: t('audit.who') },
        { key: 'at', label: t('audit.at') },
        { key: 'seq', label: t('audit.seq'), numeric: true },
        { key: 'audience', label: t('audit.audience') },
      ]}
      rows={entries.map((entry) => ({
        key: `${entry.stream} ${entry.seq}`,
        href: entryHref(entry),
        cells: {
          action: actionText(entry.action),
          about: <Subject entry={entry} names={names} />,
          who: <Actor entry={entry} names={names} />,
          at: <Time at={instantOf(entry.at)} />,
          seq: entry.seq,
          audience: audienceText(entry.audience),
        },
      }))}
    />
    <p class="fr-hint-text">{t('audit.exportNote')}</p>
    <Exports of="/audit" query={asked(query)} />
  </AuditFrame>
);

const pretty = (text: string): string => JSON.stringify(JSON.parse(text), null, 2);

const Id = ({ value }: { readonly value: string | null }) =>
  value === null ? '–' : <code class="rb-hash">{value}</code>;

export interface EntryProps {
  readonly entry: WholeEntry;
  readonly names: Names;
}

/** One entry in words; what machines check of it, and every identifier, is folded. */
export const EntryPage = ({ entry, names }: EntryProps) => (
  <>
    <SummaryList
      rows={[
        { term: t('audit.action'), value: actionText(entry.action) },
        { term: t('audit.about'), value: <Subject entry={entry} names={names} /> },
        { term: t('audit.who'), value: <Actor entry={entry} names={names} /> },
        { term: t('audit.at'), value: <Time at={instantOf(entry.at)} /> },
        { term: t('audit.audience'), value: audienceText(entry.audience) },
        { term: t('audit.hash'), value: <code class="rb-hash">{entry.hash}</code> },
        { term: t('audit.previous'), value: <code class="rb-hash">{entry.previous ?? t('audit.first')}</code> },
      ]}
    />
    <Details summary={t('audit.ids')}>
      <SummaryList
        rows={[
          { term: t('audit.actionCode'), value: <Id value={entry.action} /> },
          { term: t('audit.stream'), value: <Id value={entry.stream} /> },
          { term: t('audit.seq'), value: entry.seq },
          { term: t('audit.caseAbout'), value: <Id value={entry.candidacy_id} /> },
          { term: t('audit.personOf'), value: <Id value={entry.person_id} /> },
          { term: t('audit.seatOf'), value: <Id value={entry.seat_id} /> },
          { term: t('audit.trace'), value: <Id value={entry.trace_id} /> },
        ]}
      />
    </Details>
    <Details summary={t('audit.content')}>
      <pre class="rb-json" tabIndex={0}>
        {pretty(entry.canonical)}
      </pre>
    </Details>
    <Details summary={t('audit.payload')}>
      {entry.payload === null ? (
        <p>{t('audit.noPayload')}</p>
      ) : (
        <pre class="rb-json" tabIndex={0}>
          {JSON.stringify(entry.payload, null, 2)}
        </pre>
      )}
    </Details>
    <LinkButton href={verifyHref(entry.stream)} icon="check-line">
      {t('audit.verify')}
    </LinkButton>
  </>
);
