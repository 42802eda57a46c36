import { Button, Form, FormRefusal, type Again } from '@rebond/ui';
import type { Expertise } from '../../domain/assignment/affinity.js';
import type { Topic } from '../../domain/assignment/topics.js';
import { t } from '../../messages.reviews.fr.js';
import { ExpertiseFields } from '../assignment/expertise-fields.js';

export interface ExpertisePageProps {
  readonly waveId: string;
  readonly topics: readonly Topic[];
  readonly regions: ReadonlyMap<string, string>;
  readonly expertise: Expertise;
  readonly csrf: string | null;
  readonly once: string;
  readonly again: Again<'connaissances'> | null;
}

/** What a reviewer says they know, for the assignment of a wave. */
export const ExpertisePage = ({ waveId, csrf, once, again, ...fields }: ExpertisePageProps) => (
  <>
    <FormRefusal again={again} />
    <p>{t('expertise.lead')}</p>
    <Form action={`/relectures/connaissances/${waveId}`} csrf={csrf} once={once}>
      <ExpertiseFields {...fields} />
      <Button>{t('expertise.save')}</Button>
    </Form>
  </>
);
