import type { Criterion } from '@rebond/calls';
import { caseUrl } from '@rebond/candidacies';
import { formatInstant } from '@rebond/kernel';
import {
  Button,
  ButtonGroup,
  Form,
  FormRefusal,
  formState,
  Radios,
  TextArea,
  type Again,
  type FormState,
} from '@rebond/ui';
import type { OwnReview } from '../../application/reviews/read-reviews.js';
import { t } from '../../messages.reviews.fr.js';
import { ReviewView } from './review-view.js';

const FORM = 'relecture';

/** Name of the field that a fault of the review lies in: `/marks/needs/score` is `marks[needs][score]`. */
export const fieldOf = (pointer: string): string => {
  const [first = '', ...rest] = pointer.split('/').filter(Boolean);
  return `${first}${rest.map((part) => `[${part}]`).join('')}`;
};

export interface ReviewFormProps {
  readonly own: OwnReview;
  readonly csrf: string | null;
  readonly once: string;
  readonly again: Again<typeof FORM> | null;
}

const at = (instant: string): string => formatInstant(Temporal.Instant.from(instant));

/** A reviewer's own review: the grid to fill while it is a draft, then as it was submitted, beside the others. */
export const ReviewPage = (props: ReviewFormProps) => {
  const { asked, review, grid, others } = props.own;
  return (
    <>
      <FormRefusal again={props.again} fieldOf={fieldOf} />
      <p>
        {asked.submittedAt === null
          ? t('form.due', { at: at(asked.dueAt) })
          : t('form.submittedAt', { at: at(asked.submittedAt) })}{' '}
        <a href={caseUrl(asked.candidacyId)}>{t('form.case')}</a>
      </p>
      {asked.submittedAt === null || review === null ? (
        <Draft {...props} />
      ) : (
        <>
          <ReviewView review={review} grid={grid} isOwn />
          <h2>{t('others.title')}</h2>
          {others.length === 0 ? (
            <p>{t('others.none')}</p>
          ) : (
            others.map((one) => <ReviewView key={one.id} review={one} grid={grid} />)
          )}
        </>
      )}
    </>
  );
};

const Draft = ({ own: { asked, review, grid }, csrf, once, again }: ReviewFormProps) => {
  const state = formState(FORM, again, fieldOf);
  const action = `/relectures/${asked.id}`;
  return (
    <Form action={action} csrf={csrf} version={asked.version} once={once}>
      {grid.criteria.map((criterion) => (
        <CriterionFields key={criterion.key} criterion={criterion} state={state} mark={review?.marks[criterion.key]} />
      ))}
      <TextArea
        {...state.field('summary', review?.summary)}
        label={t('form.summary')}
        hint={t('form.summaryHint')}
        rows={5}
      />
      <p class="fr-hint-text">{t('form.submitHint')}</p>
      <ButtonGroup inline>
        <Button kind="secondary">{t('form.save')}</Button>
        <Button formAction={`${action}/remise`}>{t('form.submit')}</Button>
      </ButtonGroup>
    </Form>
  );
};

interface CriterionProps {
  readonly criterion: Criterion;
  readonly state: FormState;
  readonly mark: { readonly score: number | null; readonly comment: string } | undefined;
}

const CriterionFields = ({ criterion: { key, label, help, weight, levels }, state, mark }: CriterionProps) => (
  <>
    <Radios
      {...state.field(`marks[${key}][score]`, mark?.score ?? null)}
      legend={
        <>
          {label} <span class="fr-hint-text">{t('form.weight', { weight })}</span>
        </>
      }
      hint={help}
      options={levels.map((level) => ({
        value: String(level.score),
        label: t('form.level', { score: level.score, label: level.label }),
        hint: level.anchor,
      }))}
    />
    <TextArea {...state.field(`marks[${key}][comment]`, mark?.comment)} label={t('form.comment')} rows={3} />
  </>
);
