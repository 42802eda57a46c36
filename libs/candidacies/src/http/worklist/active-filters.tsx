import { Tag, Tags } from '@rebond/ui';
import type { WorklistChoices } from '../../application/worklist/worklist-choices.js';
import type { WorklistQuery } from '../../application/worklist/worklist-query.js';
import { t as state } from '../../messages.fr.js';
import { t } from '../../messages.worklist.fr.js';
import type { FiltersProps } from './filters.js';
import { WORKLIST, worklistUrl } from './worklist-url.js';

interface ActiveFilter {
  readonly key: keyof WorklistQuery;
  readonly text: string;
}

const OFFICERS = { me: 'worklist.officerMe', none: 'worklist.officerNone' } as const;

function officerName(asked: string, { officers }: WorklistChoices): string {
  if (asked === 'me' || asked === 'none') return t(OFFICERS[asked]);
  return officers.find(({ id }) => id === asked)?.title ?? asked;
}

/** What narrows the list, in words: « État : Déposée ». */
export function activeFilters(query: WorklistQuery, choices: WorklistChoices): readonly ActiveFilter[] {
  const { q, wave, actor, officer, region, departement, late, unread } = query;
  const named = (key: keyof WorklistQuery, label: string, value: string | undefined): readonly ActiveFilter[] =>
    value === undefined || value === '' ? [] : [{ key, text: t('filter.named', { label, value }) }];
  const waveName = choices.waves.find(({ id }) => id === wave)?.name ?? wave;
  return [
    ...named('q', t('worklist.search'), q),
    ...named('state', t('worklist.state'), query.state && state(`state.${query.state}`)),
    ...(waveName === undefined ? [] : [{ key: 'wave' as const, text: waveName }]),
    ...named('actor', t('worklist.actor'), actor && t(`actor.${actor}`)),
    ...named('officer', t('worklist.officer'), officer && officerName(officer, choices)),
    ...named('region', t('worklist.region'), region),
    ...named('departement', t('worklist.departement'), departement),
    ...(late ? [{ key: 'late' as const, text: t('worklist.onlyLate') }] : []),
    ...(unread ? [{ key: 'unread' as const, text: t('worklist.onlyUnread') }] : []),
  ];
}

/** The filters in force, each a link to the list without it; nothing when there are none. */
export function ActiveFilters({ query, choices }: Omit<FiltersProps, 'isOfficer'>) {
  const filters = activeFilters(query, choices);
  return filters.length === 0 ? null : (
    <Tags label={t('filter.active')}>
      {filters.map(({ key, text }) => (
        <Tag key={key} small dismiss href={worklistUrl({ ...query, [key]: undefined, after: undefined })}>
          <span class="fr-sr-only">{t('filter.remove')} </span>
          {text}
        </Tag>
      ))}
      <a class="fr-link" href={WORKLIST}>
        {t('worklist.reset')}
      </a>
    </Tags>
  );
}
