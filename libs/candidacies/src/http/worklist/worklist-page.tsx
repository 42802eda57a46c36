import { ButtonGroup, Details, Field, Button, Form, LinkButton, Pagination, Tabs } from '@rebond/ui';
import type { MessageTemplate } from '../../application/templates/templates.js';
import type { SavedView } from '../../application/views/views.js';
import type { Worklist, WorklistLine } from '../../application/worklist/read-worklist.js';
import type { WorklistChoices } from '../../application/worklist/worklist-choices.js';
import type { WorklistQuery } from '../../application/worklist/worklist-query.js';
import { COUNTED_TO, type QuickKey } from '../../application/worklist/worklist-sql.js';
import { t } from '../../messages.worklist.fr.js';
import { ActiveFilters } from './active-filters.js';
import { BatchBar } from './batch-bar.js';
import { Filters } from './filters.js';
import { Keys } from './keys.js';
import { queryString, WORKLIST, worklistUrl } from './worklist-url.js';
import { WorklistTable } from './worklist-table.js';
import { Undeclared } from './undeclared.js';

/** A quick view with the number of its cases; null: more than are counted. */
export interface QuickView {
  readonly key: QuickKey;
  readonly query: Partial<WorklistQuery>;
  readonly count: number | null;
}

export interface WorklistPageProps {
  readonly query: WorklistQuery;
  readonly list: Worklist;
  readonly choices: WorklistChoices;
  readonly quick: readonly QuickView[];
  readonly views: readonly SavedView[];
  readonly templates: readonly MessageTemplate[];
  readonly now: Temporal.Instant;
  readonly csrf: string | null;
  readonly once: string;
  /** May put officers in charge, declare admissible, write to territories. */
  readonly acts: boolean;
  /** May keep views and marks. */
  readonly keeps: boolean;
  /** Waves whose cases stay closed until the reader has declared their conflicts. */
  readonly undeclaredWaves: readonly string[];
  readonly urlOf: (line: WorklistLine) => string;
}

const isShown = (query: WorklistQuery, wanted: Partial<WorklistQuery>): boolean =>
  queryString({ ...query, after: undefined }) === queryString(wanted);

function labelOf({ key, count }: QuickView): string {
  const label = t(`worklist.${key}`);
  return count === null
    ? t('worklist.countedMore', { label, n: COUNTED_TO })
    : t('worklist.counted', { label, n: count });
}

export const WorklistPage = (props: WorklistPageProps) => (
  <div class="rb-worklist">
    <Undeclared {...props} />
    <Tabs
      label={t('worklist.quick')}
      tabs={props.quick.map((view) => ({
        label: labelOf(view),
        href: worklistUrl(view.query),
        isCurrent: isShown(props.query, view.query),
      }))}
    />
    {props.views.length === 0 ? null : <Views {...props} />}
    <Filters query={props.query} choices={props.choices} isOfficer={props.acts} />
    <ActiveFilters query={props.query} choices={props.choices} />
    {props.keeps ? (
      <Form action={`${WORKLIST}/lot`} csrf={props.csrf} once={props.once}>
        <input type="hidden" name="back" value={queryString(props.query)} />
        <Cases {...props} />
        <BatchBar officers={props.choices.officers} templates={props.templates} acts={props.acts} />
      </Form>
    ) : (
      <Cases {...props} />
    )}
    <Tools {...props} />
    <Keys />
  </div>
);

const Cases = ({ list, query, now, keeps, urlOf }: WorklistPageProps) => (
  <>
    <WorklistTable lines={list.lines} query={query} now={now} selects={keeps} urlOf={urlOf} />
    <Pagination next={list.next === null ? null : worklistUrl({ ...query, after: list.next })} />
  </>
);

const Views = ({ views, csrf }: WorklistPageProps) => (
  <nav class="rb-views" aria-label={t('worklist.views')}>
    <ul>
      {views.map(({ id, title, query }) => (
        <li key={id}>
          <a class="fr-tag fr-tag--sm" href={query === '' ? WORKLIST : `${WORKLIST}?${query}`}>
            {title}
          </a>
          <Form action={`${WORKLIST}/vues/${id}/retrait`} csrf={csrf}>
            <Button kind="tertiary" small>
              {t('view.remove')}
              <span class="fr-sr-only"> {t('view.removeAbout', { title })}</span>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  </nav>
);

const Tools = ({ query, keeps, acts, csrf }: WorklistPageProps) => (
  <>
    {keeps ? (
      <Details summary={t('view.save')}>
        <Form action={`${WORKLIST}/vues`} csrf={csrf}>
          <input type="hidden" name="query" value={queryString({ ...query, after: undefined })} />
          <Field name="title" label={t('view.name')} required maxLength={100} />
          <Button kind="secondary">{t('view.save')}</Button>
        </Form>
      </Details>
    ) : null}
    <ButtonGroup inline>
      <LinkButton
        href={worklistUrl({ ...query, after: undefined }, `${WORKLIST}/export.csv`)}
        kind="secondary"
        icon="download-line"
        download
      >
        {t('worklist.export')}
      </LinkButton>
      {acts ? (
        <LinkButton href={`${WORKLIST}/modeles`} kind="tertiary">
          {t('worklist.templates')}
        </LinkButton>
      ) : null}
      {acts ? (
        <LinkButton href={`${WORKLIST}/remplacement`} kind="tertiary">
          {t('worklist.handOver')}
        </LinkButton>
      ) : null}
    </ButtonGroup>
  </>
);
