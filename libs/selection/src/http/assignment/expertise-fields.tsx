import { Checkboxes } from '@rebond/ui';
import type { Expertise } from '../../domain/assignment/affinity.js';
import type { Topic } from '../../domain/assignment/topics.js';
import { t } from '../../messages.assignment.fr.js';

export interface ExpertiseFieldsProps {
  readonly topics: readonly Topic[];
  /** Names by code. */
  readonly regions: ReadonlyMap<string, string>;
  readonly expertise: Expertise;
  /** Told apart where a page has several. */
  readonly idPrefix?: string;
}

/** Subjects and regions that a reviewer knows: a group of boxes for each question of the call's form. */
export const ExpertiseFields = ({ topics, regions, expertise, idPrefix = 'connaissances' }: ExpertiseFieldsProps) => (
  <>
    {[...Map.groupBy(topics, ({ group }) => group)].map(([group, options], rank) => (
      <Checkboxes
        key={group}
        id={`${idPrefix}-${String(rank)}`}
        name="topics"
        legend={group}
        options={options.map(({ key, label }) => ({ value: key, label }))}
        values={expertise.topics}
      />
    ))}
    <Checkboxes
      id={`${idPrefix}-regions`}
      name="regions"
      legend={t('reviewer.regions')}
      options={[...regions].map(([value, label]) => ({ value, label }))}
      values={expertise.regions}
    />
  </>
);
