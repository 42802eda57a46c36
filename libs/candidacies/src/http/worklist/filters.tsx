import { Button, Checkbox, Details, Field, Select } from '@rebond/ui';
import type { WorklistChoices } from '../../application/worklist/worklist-choices.js';
import { SORTS, type WorklistQuery } from '../../application/worklist/worklist-query.js';
import { NEXT_ACTORS } from '../../domain/next-actor.js';
import { STATES } from '../../domain/machine.js';
import { t as state } from '../../messages.fr.js';
import { t } from '../../messages.worklist.fr.js';
import { WORKLIST } from './worklist-url.js';

const DEPOSITED = STATES.filter((one) => one !== 'draft' && one !== 'expired');

export interface FiltersProps {
  readonly query: WorklistQuery;
  readonly choices: WorklistChoices;
  /** Is the reader one of those whom cases are given to? */
  readonly isOfficer: boolean;
}

/**
 * One line above the list; what is asked more rarely is folded. Every filter is a parameter of the address: a view can
 * be kept, sent, and gone back to.
 */
export const Filters = (props: FiltersProps) => (
  <form method="get" action={WORKLIST} class="rb-filter rb-dense" role="search" id="filtres">
    <Field name="q" type="search" label={t('worklist.search')} value={props.query.q ?? ''} maxLength={200} />
    <Select
      name="sort"
      label={t('worklist.sort')}
      empty={false}
      value={props.query.sort}
      options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
    />
    <Button icon="search-line">{t('worklist.apply')}</Button>
    <Details summary={t('worklist.filters')}>
      <What {...props} />
      <Whose {...props} />
    </Details>
  </form>
);

const What = ({ query, choices }: FiltersProps) => (
  <div class="rb-form-row">
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
    <Checkbox name="late" label={t('worklist.onlyLate')} checked={query.late ?? false} />
    <Checkbox name="unread" label={t('worklist.onlyUnread')} checked={query.unread ?? false} />
  </div>
);

const Whose = ({ query, choices, isOfficer }: FiltersProps) => (
  <div class="rb-form-row">
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
        ...(isOfficer ? [{ value: 'recused', label: t('worklist.unattended') }] : []),
        ...choices.officers.map(({ id, title, organisation }) => ({ value: id, label: `${title}, ${organisation}` })),
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
);
