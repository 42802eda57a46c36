import { caseUrl } from '@rebond/candidacies';
import { formatNumber } from '@rebond/kernel';
import { Button, Callout, ErrorSummary, eurosText, Form, Heading, Table } from '@rebond/ui';
import type { readWaitingLists, WaitingListView } from '../../application/promotions/read-waiting-list.js';
import { t } from '../../messages.promotions.fr.js';
import { t as recusals } from '../../messages.recusals.fr.js';
import { recusalsUrl } from '../recusals/recusals-url.js';

const WAITING = '/selection/attente';

export interface WaitingListsProps extends Readonly<Awaited<ReturnType<typeof readWaitingLists>>> {
  readonly promotes: boolean;
  /** Why the last proposal was refused. */
  readonly refusal: string | null;
  readonly csrf: string | null;
  readonly once: () => string;
}

type Departure = WaitingListView['departures'][number];

export const WaitingLists = (props: WaitingListsProps) => (
  <>
    {props.refusal === null ? null : <ErrorSummary faults={[]} title={props.refusal} />}
    {props.closed.length === 0 ? null : (
      <Callout title={recusals('declare.waves')}>
        <p>{recusals('declare.wavesHint')}</p>
        <ul>
          {props.closed.map(({ id, name }) => (
            <li key={id}>
              <a href={recusalsUrl(id)}>{name}</a>
            </li>
          ))}
        </ul>
      </Callout>
    )}
    {props.lists.length + props.closed.length === 0 ? <p>{t('waiting.none')}</p> : null}
    {props.lists.map((list) => (
      <section key={list.waveId}>
        <Heading level={2}>{list.wave}</Heading>
        <Departures {...props} list={list} />
        <Ranks list={list} />
      </section>
    ))}
  </>
);

type ListProps = WaitingListsProps & { readonly list: WaitingListsProps['lists'][number] };

const awardOf = ({ envelopeEur, personDays }: Departure): string =>
  [
    envelopeEur === null ? t('departures.toFix') : eurosText({ euros: envelopeEur }),
    ...(personDays === null ? [] : [t('departures.days', { n: formatNumber(personDays) })]),
  ].join(', ');

const Departures = (props: ListProps) => (
  <Table
    caption={t('departures.title', { wave: props.list.wave })}
    empty={t('departures.empty')}
    columns={[
      { key: 'case', label: t('departures.case'), rowHeader: true },
      { key: 'award', label: t('departures.award') },
      { key: 'answer', label: t('departures.answer') },
    ]}
    rows={props.list.departures.map((one) => ({
      key: one.candidacyId,
      cells: {
        case: <a href={caseUrl(one.candidacyId)}>{one.territory}</a>,
        award: awardOf(one),
        answer: <Answer {...props} departure={one} />,
      },
    }))}
  />
);

function Answer({ departure, list, promotes, csrf, once }: ListProps & { readonly departure: Departure }) {
  if (departure.answeredBy !== null)
    return <a href={`/selection/${departure.answeredBy}`}>{t('departures.answered')}</a>;
  if (!promotes) return null;
  return (
    <Form action={WAITING} csrf={csrf} once={once()}>
      <input type="hidden" name="waveId" value={list.waveId} />
      <input type="hidden" name="departed" value={departure.candidacyId} />
      <Button kind="secondary" small>
        {t('promote.submit')}
        <span class="fr-sr-only"> {t('promote.about', { territory: departure.territory })}</span>
      </Button>
    </Form>
  );
}

const Ranks = ({ list }: Pick<ListProps, 'list'>) => (
  <Table
    caption={`${t('waiting.title')} – ${list.wave}`}
    empty={t('waiting.empty')}
    columns={[
      { key: 'rank', label: t('waiting.rank'), numeric: true },
      { key: 'case', label: t('waiting.case'), rowHeader: true },
      { key: 'score', label: t('waiting.score'), numeric: true },
      { key: 'listed', label: t('waiting.listed') },
    ]}
    rows={list.waiting.map((one) => ({
      key: one.candidacyId,
      cells: {
        rank: one.rank,
        case: <a href={caseUrl(one.candidacyId)}>{one.territory}</a>,
        score: one.score === null ? '' : formatNumber(one.score),
        listed: one.listId === null ? '' : <a href={`/selection/${one.listId}`}>{t('waiting.list')}</a>,
      },
    }))}
  />
);
