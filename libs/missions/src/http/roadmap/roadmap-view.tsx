import { randomUUID } from 'node:crypto';
import { caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import { Button, Details, Field, Form, Table, Time, formState, type Again } from '@rebond/ui';
import type { ActionView, AxisView } from '../../application/roadmap/roadmap.js';
import { t } from '../../messages.fr.js';

export interface RoadmapViewProps {
  readonly id: CandidacyId;
  readonly axes: readonly AxisView[];
  readonly mayEdit: boolean;
  readonly csrf: string | null;
  readonly again: Again | null;
}

type Forms = Pick<RoadmapViewProps, 'id' | 'csrf' | 'again'>;
const urlOf = (id: CandidacyId, ...rest: readonly string[]): string => caseUrl(id, 'feuille-de-route', ...rest);

export const RoadmapView = ({ id, axes, mayEdit, csrf, again }: RoadmapViewProps) => (
  <>
    {axes.length === 0 ? <p>{t('roadmap.none')}</p> : null}
    {axes.map((axis, i) => (
      <Axis key={axis.id} n={i + 1} {...{ axis, id, csrf, again, mayEdit }} />
    ))}
    {mayEdit ? (
      <section class="rb-section" aria-labelledby="nouvel-axe">
        <h2 id="nouvel-axe">{t('roadmap.newAxis')}</h2>
        <AxisForm {...{ id, csrf, again }} form="axe" action={urlOf(id, 'axes')} axis={null} />
      </section>
    ) : null}
  </>
);

interface AxisProps extends Forms {
  readonly n: number;
  readonly axis: AxisView;
  readonly mayEdit: boolean;
}

function Axis({ n, axis, mayEdit, ...forms }: AxisProps) {
  const { id, again } = forms;
  return (
    <section class="rb-section" aria-labelledby={`axe-${axis.id}`}>
      <h2 id={`axe-${axis.id}`}>{t('roadmap.axisN', { n, title: axis.title })}</h2>
      <p class="rb-under">{t('roadmap.years', { from: String(axis.from), to: String(axis.to) })}</p>
      <Table
        caption={t('roadmap.actions', { n })}
        captionHidden
        dense
        columns={[
          { key: 'title', label: t('roadmap.action'), rowHeader: true },
          { key: 'due', label: t('roadmap.due') },
          ...(mayEdit ? [{ key: 'edit', label: t('common.action') }] : []),
        ]}
        rows={axis.actions.map((action) => ({
          key: action.id,
          cells: {
            title: action.title,
            due: action.dueOn === null ? t('roadmap.noDue') : <Time at={action.dueOn} />,
            edit: (
              <Details
                summary={
                  <>
                    {t('common.edit')}
                    <span class="fr-sr-only"> {t('roadmap.editActionAbout', { title: action.title })}</span>
                  </>
                }
                open={again?.form === action.id}
              >
                <ActionForm {...forms} form={action.id} url={urlOf(id, 'actions', action.id)} action={action} />
              </Details>
            ),
          },
        }))}
        empty={t('roadmap.noActions')}
      />
      {mayEdit ? (
        <>
          <Details summary={t('roadmap.newAction')} open={again?.form === `action-${axis.id}`}>
            <ActionForm
              {...forms}
              form={`action-${axis.id}`}
              url={urlOf(id, 'axes', axis.id, 'actions')}
              action={null}
            />
          </Details>
          <Details summary={t('roadmap.editAxis')} open={again?.form === axis.id}>
            <AxisForm {...forms} form={axis.id} action={urlOf(id, 'axes', axis.id)} axis={axis} />
          </Details>
        </>
      ) : null}
    </section>
  );
}

interface AxisFormProps extends Forms {
  readonly form: string;
  readonly action: string;
  /** Null when it is to be added. */
  readonly axis: AxisView | null;
}

function AxisForm({ form, action, axis, csrf, again }: AxisFormProps) {
  const state = formState(form, again);
  return (
    <Form action={action} csrf={csrf} once={randomUUID()}>
      <Field {...state.field('title', axis?.title)} label={t('roadmap.axisTitle')} required maxLength={300} />
      <div class="rb-form-row">
        <Field
          {...state.field('from', axis?.from)}
          label={t('roadmap.from')}
          hint={t('roadmap.yearHint')}
          inputMode="numeric"
          required
        />
        <Field
          {...state.field('to', axis?.to)}
          label={t('roadmap.to')}
          hint={t('roadmap.yearHint')}
          inputMode="numeric"
          required
        />
      </div>
      <Button kind="secondary">{axis ? t('common.save') : t('roadmap.newAxis')}</Button>
    </Form>
  );
}

interface ActionFormProps extends Forms {
  readonly form: string;
  readonly url: string;
  /** Null when it is to be added. */
  readonly action: ActionView | null;
}

function ActionForm({ form, url, action, csrf, again }: ActionFormProps) {
  const state = formState(form, again);
  return (
    <Form action={url} csrf={csrf} once={randomUUID()}>
      <div class="rb-form-row">
        <Field {...state.field('title', action?.title)} label={t('roadmap.actionTitle')} required maxLength={300} />
        <Field {...state.field('dueOn', action?.dueOn)} label={t('roadmap.due')} type="date" />
      </div>
      <Button kind="secondary">{action ? t('common.save') : t('common.add')}</Button>
    </Form>
  );
}
