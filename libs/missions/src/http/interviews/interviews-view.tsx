import { randomUUID } from 'node:crypto';
import { caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import {
  Button,
  ButtonGroup,
  Field,
  Form,
  LinkButton,
  Pagination,
  Select,
  Table,
  Tag,
  Time,
  formState,
  type Again,
} from '@rebond/ui';
import type { InterviewsPage, InterviewView } from '../../application/read/interviews.js';
import type { FirmFigures } from '../../domain/figures.js';
import { t } from '../../messages.fr.js';
import { InlineLink } from '../parts/inline-link.js';

export interface InterviewListProps {
  readonly id: CandidacyId;
  readonly total: number;
  readonly page: InterviewsPage;
  /** Where the page begins: after the interview of this reference, or at the first. */
  readonly after: string;
  readonly mayEdit: boolean;
}

/** The list where it was left. */
export const interviewsUrl = (id: CandidacyId, after: string, interview?: string): string =>
  caseUrl(id, 'entretiens', ...(interview === undefined ? [] : [interview])) +
  (after === '' ? '' : `?${new URLSearchParams({ after }).toString()}`);

export function InterviewList({ id, total, page: { items, next }, after, mayEdit }: InterviewListProps) {
  return (
    <div id="liste" data-live="liste">
      <p class="fr-text--lead">{t('interviews.lead', { count: total })}</p>
      {mayEdit ? (
        <ButtonGroup inline>
          <LinkButton href={caseUrl(id, 'entretiens', 'nouveau')} icon="add-line">
            {t('interviews.new')}
          </LinkButton>
          <LinkButton href={caseUrl(id, 'entretiens', 'import')} kind="secondary" icon="upload-line">
            {t('common.csv')}
          </LinkButton>
        </ButtonGroup>
      ) : null}
      <Table
        caption={t('interviews.caption')}
        captionHidden
        dense
        columns={[
          { key: 'reference', label: t('common.reference') },
          { key: 'company', label: t('common.company'), rowHeader: true },
          { key: 'heldOn', label: t('interviews.heldOn') },
          { key: 'firm', label: t('interviews.firm') },
          ...(mayEdit ? [{ key: 'action', label: t('common.action') }] : []),
        ]}
        rows={items.map((one) => rowOf(id, one, after))}
        empty={t('interviews.none')}
      />
      <Pagination
        next={next === null ? null : interviewsUrl(id, next)}
        previous={after === '' ? null : interviewsUrl(id, '')}
      />
    </div>
  );
}

const rowOf = (
  id: CandidacyId,
  { id: key, reference, company, heldOn, firm, invented }: InterviewView,
  after: string,
) => ({
  key,
  cells: {
    reference,
    company: (
      <>
        {company} {invented ? <Tag small>{t('common.invented')}</Tag> : null}
      </>
    ),
    heldOn: <Time at={heldOn} />,
    firm: firm ?? t('interviews.firmNone'),
    action: <InlineLink href={interviewsUrl(id, after, key)} about={reference} />,
  },
});

export interface InterviewFormProps {
  readonly id: CandidacyId;
  /** Null when it is to be added. */
  readonly interview: InterviewView | null;
  readonly firms: readonly FirmFigures[];
  /** Where the list that it leads back to begins. */
  readonly after: string;
  readonly csrf: string | null;
  readonly again: Again | null;
}

export function InterviewForm({ id, interview, firms, after, csrf, again }: InterviewFormProps) {
  const state = formState('entretien', again);
  return (
    <Form
      id="formulaire"
      action={interviewsUrl(id, after, interview?.id ?? 'nouveau')}
      csrf={csrf}
      {...(interview ? { version: interview.version } : {})}
      once={randomUUID()}
    >
      <div class="rb-form-row">
        {interview ? null : (
          <Field {...state.field('reference')} label={t('common.reference')} required maxLength={100} />
        )}
        <Field
          {...state.field('company', interview?.company)}
          label={t('common.company')}
          required
          maxLength={200}
          autocomplete="off"
        />
        <Field {...state.field('heldOn', interview?.heldOn)} label={t('interviews.heldOn')} type="date" required />
        <Field
          {...state.field('siren', interview?.siren)}
          label={t('common.siren')}
          hint={t('common.sirenHint')}
          inputMode="numeric"
        />
        <Select
          {...state.field('organisationId', interview?.organisationId)}
          label={t('interviews.firm')}
          options={firms.map((firm) => ({ value: firm.organisationId, label: firm.name }))}
          empty={t('interviews.firmNone')}
        />
      </div>
      <ButtonGroup inline>
        <Button>{t('common.save')}</Button>
        <LinkButton href={interviewsUrl(id, after)} kind="tertiary">
          {t('common.cancel')}
        </LinkButton>
      </ButtonGroup>
    </Form>
  );
}
