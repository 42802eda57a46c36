import { dateIn } from '@rebond/kernel';
import { Badge, Table, type Column } from '@rebond/ui';
import type { WorklistLine } from '../../application/worklist/read-worklist.js';
import type { WorklistQuery } from '../../application/worklist/worklist-query.js';
import { t } from '../../messages.worklist.fr.js';
import { StateBadge } from '../frame/state-badge.js';
import { worklistUrl } from './worklist-url.js';

interface WorklistTableProps {
  readonly lines: readonly WorklistLine[];
  readonly query: WorklistQuery;
  readonly now: Temporal.Instant;
  /** May the reader act on several cases at once? */
  readonly selects: boolean;
  readonly urlOf: (line: WorklistLine) => string;
}

/** What a ticked row sends: the case, and the version that was read. */
export const tickOf = ({ id, version }: WorklistLine): string => `${id}~${String(version)}`;

const days = (since: Temporal.Instant, today: Temporal.PlainDate): number =>
  Math.max(0, dateIn(since).until(today).days);

/** A date in as little room as it takes: « 20/03/2023 ». */
const Day = ({ at }: { readonly at: Temporal.Instant }) => {
  const day = dateIn(at);
  const [year = '', month = '', date = ''] = day.toString().split('-');
  return <time dateTime={day.toString()}>{`${date}/${month}/${year}`}</time>;
};

const Tick = ({ line }: { readonly line: WorklistLine }) => (
  <div class="fr-checkbox-group fr-checkbox-group--sm">
    <input type="checkbox" id={`dossier-${line.id}`} name="cases" value={tickOf(line)} />
    <label class="fr-label" for={`dossier-${line.id}`}>
      <span class="fr-sr-only">{t('row.select', { territory: line.territory })}</span>
    </label>
  </div>
);

const Territory = ({ line, href }: { readonly line: WorklistLine; readonly href: string }) => (
  <>
    <a href={href} class="rb-row-link">
      {line.territory}
    </a>{' '}
    {line.isUnread ? <Badge kind="new">{t('row.unread')}</Badge> : null}
  </>
);

const Next = ({ line, today }: { readonly line: WorklistLine; readonly today: Temporal.PlainDate }) =>
  line.nextActor === null
    ? t('row.nobody')
    : t('row.since', { actor: t(`actor.${line.nextActor}`), days: days(line.nextSince, today) });

/** A wave's name where the column says « Relève » already. */
const shortName = (name: string): string => name.replace(/^Relève du /, '');

const Due = ({ line }: { readonly line: WorklistLine }) =>
  line.nextDue === null ? (
    <span class="rb-nobody">{t('row.none')}</span>
  ) : (
    <>
      <Day at={line.nextDue.subtract({ nanoseconds: 1 })} />{' '}
      {line.isLate ? <Badge kind="error">{t('row.late')}</Badge> : null}
    </>
  );

function columns(query: WorklistQuery, selects: boolean): Column[] {
  const sorted = (key: WorklistQuery['sort'], direction: 'ascending' | 'descending'): Partial<Column> =>
    query.sort === key ? { sorted: direction } : { sortHref: worklistUrl({ ...query, sort: key, after: undefined }) };
  return [
    ...(selects ? [{ key: 'select', label: <span class="fr-sr-only">{t('col.select')}</span> }] : []),
    { key: 'territory', label: t('col.territory'), rowHeader: true },
    { key: 'state', label: t('col.state'), narrow: true },
    { key: 'next', label: t('col.next'), ...sorted('since', 'ascending') },
    { key: 'due', label: t('col.due'), ...sorted('due', 'ascending') },
    { key: 'wave', label: t('col.wave'), narrow: true },
    { key: 'place', label: t('col.place'), narrow: true },
    { key: 'officer', label: t('col.officer') },
    { key: 'change', label: t('col.change'), narrow: true, ...sorted('change', 'descending') },
  ];
}

/** The cases, one line each. */
export const WorklistTable = ({ lines, query, now, selects, urlOf }: WorklistTableProps) => {
  const today = dateIn(now);
  return (
    <Table
      caption={t('worklist.caption', { sort: t(`sort.${query.sort}`) })}
      captionHidden
      dense
      empty={t('worklist.empty')}
      columns={columns(query, selects)}
      rows={lines.map((line) => ({
        key: line.id,
        marked: line.isUnread,
        cells: {
          select: <Tick line={line} />,
          territory: <Territory line={line} href={urlOf(line)} />,
          state: <StateBadge state={line.state} />,
          next: <Next line={line} today={today} />,
          due: <Due line={line} />,
          wave: shortName(line.wave.name),
          place: line.departement,
          officer: line.officer?.title ?? <span class="rb-nobody">{t('row.nobody')}</span>,
          change: <Day at={line.changedAt} />,
        },
      }))}
    />
  );
};
