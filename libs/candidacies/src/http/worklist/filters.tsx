import { Button, ButtonGroup, Checkbox, Details, Field, LinkButton, Select } from '@rebond/ui';
import type { WorklistChoices } from '../../application/worklist/worklist-choices.js';
import { SORTS, type WorklistQuery } from '../../application/worklist/worklist-query.js';
import { NEXT_ACTORS } from '../../domain/next-actor.js';
import { STATES } from '../../domain/machine.js';
import { t as state } from '../../messages.fr.js';
import { t } from '../../messages.worklist.fr.js';
import { WORKLIST } from './worklist-url.js';

const DEPOSITED = STATES.filter((one) => one !== 'draft' && one !== 'expired');

interface FiltersProps {
  readonly query: WorklistQuery;
  readonly choices: WorklistChoices;
  /** Is the reader one of those whom cases are given to? */
  readonly isOfficer: boolean;
}

/** Every filter is a parameter of the address: a view can be kept, sent, and gone back to. */
export const Filters = ({ query, choices, isOfficer }: FiltersProps) => (
  <form method="get" action={WORKLIST} class="rb-worklist-filters" role="search" id="filtres">
    <div class="rb-fields-line">
      <Field
        name="q"
        type="search"
        label={t('worklist.search')}
        hint={t('worklist.searchHint')}
        value={query.q ?? ''}
        maxLength={200}
      />
      <Select
        name="state"
        label={t('worklist.state')}
        empty={t('worklist.any')}
        value={query.state ?? ''}
        options={DEPOSITED.map((value) => ({ value, label: state(`state.${value}`) }))}
      />
      <Select
        name="wave"
        label={t('worklist.wave')}
        empty={t('worklist.any')}
        value={query.wave ?? ''}
        options={choices.waves.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        name="sort"
        label={t('worklist.sort')}
        empty={false}
        value={query.sort}
        options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
      />
    </div>
    <Details summary={t('worklist.filters')} open={hasMore(query)}>
      <div class="rb-fields-line">
        <Select
          name="actor"
          label={t('worklist.actor')}
          empty={t('worklist.any')}
          value={query.actor ?? ''}
          options={NEXT_ACTORS.map((value) => ({ value, label: t(`actor.${value}`) }))}
        />
        <Select
          name="officer"
          label={t('worklist.officer')}
          empty={t('worklist.any')}
          value={query.officer ?? ''}
          options={[
            ...(isOfficer ? [{ value: 'me', label: t('worklist.officerMe') }] : []),
            { value: 'none', label: t('worklist.officerNone') },
            ...choices.officers.map(({ id, title, organisation }) => ({
              value: id,
              label: `${title}, ${organisation}`,
            })),
          ]}
        />
        <Field
          name="region"
          label={t('worklist.region')}
          hint={t('worklist.regionHint')}
          value={query.region ?? ''}
          maxLength={2}
        />
        <Field
          name="departement"
          label={t('worklist.departement')}
          hint={t('worklist.departementHint')}
          value={query.departement ?? ''}
          maxLength={3}
        />
      </div>
      <Checkbox name="late" label={t('worklist.onlyLate')} checked={query.late ?? false} />
      <Checkbox name="unread" label={t('worklist.onlyUnread')} checked={query.unread ?? false} />
    </Details>
    <ButtonGroup inline>
      <Button icon="search-line">{t('worklist.apply')}</Button>
      <LinkButton href={WORKLIST} kind="tertiary">
        {t('worklist.reset')}
      </LinkButton>
    </ButtonGroup>
  </form>
);

const hasMore = ({ actor, officer, region, departement, late, unread }: WorklistQuery): boolean =>
  [actor, officer, region, departement, late, unread].some((one) => one !== undefined);
