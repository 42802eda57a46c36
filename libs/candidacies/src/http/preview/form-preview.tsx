import { answerOf, visibleFields, type FormField, type Section } from '@rebond/calls';
import { fieldId, TaskList, type Task } from '@rebond/ui';
import type { SectionProgress } from '../../application/form/progress.js';
import { t as f } from '../../messages.form.fr.js';
import { t } from '../../messages.preview.fr.js';
import { AnswerField } from '../form/answer-field.js';
import { MissingAnswers, placeOf } from '../form/missing-answers.js';
import { RowsField } from '../form/rows-field.js';
import { conditionText } from '../form/section-view.js';
import { sectionStatus } from '../form/section-status.js';
import type { FormPreview } from './typed-preview.js';

interface Props {
  readonly preview: FormPreview;
}

const partId = (section: Pick<Section, 'key'>): string => `partie-${section.key}`;

const taskOf = (one: SectionProgress): Task => ({
  label: one.section.title,
  href: `#${partId(one.section)}`,
  hint: one.missing > 0 ? f('form.missing', { count: one.missing }) : '',
  status: sectionStatus(one),
});

interface FieldProps extends Props {
  readonly field: FormField;
  readonly isVisible: boolean;
}

const FieldPreview = ({ preview: { view }, field, isVisible }: FieldProps) => (
  <div
    class="rb-answer"
    data-field={field.key}
    data-type={field.type}
    data-show-if={conditionText(view.state.definition, field.key)}
    hidden={!isVisible}
  >
    {field.type === 'repeated' ? (
      <RowsField view={view} block={field} value={answerOf(view.answers, field.key)} />
    ) : (
      <AnswerField
        {...{ view, field }}
        name={field.key}
        place={field.key}
        value={answerOf(view.answers, field.key)}
        fault={undefined}
      />
    )}
  </div>
);

/** The form as a territory sees it, its parts one below the other; its fields answer conditions, and nothing is kept. */
export function FormPreviewFields({ preview }: Props) {
  const { definition } = preview.view.state;
  const visible = new Set(visibleFields(definition, preview.answers).map(({ key }) => key));
  return (
    <>
      <h2>{f('form.sections')}</h2>
      <TaskList items={preview.progress.map(taskOf)} />
      {definition.sections.map((section) => (
        <section key={section.key} id={partId(section)} aria-labelledby={`${partId(section)}-titre`}>
          <h2 id={`${partId(section)}-titre`}>{section.title}</h2>
          {section.help ? <p class="fr-text--lead">{section.help}</p> : null}
          {section.fields.map((field) => (
            <FieldPreview key={field.key} {...{ preview, field }} isVisible={visible.has(field.key)} />
          ))}
        </section>
      ))}
    </>
  );
}

/** What the page of the deposit would say of these answers. */
export const DepositPreview = ({ preview: { view, answers, found } }: Props) =>
  found.ready ? (
    <p>{t('preview.ready')}</p>
  ) : (
    <MissingAnswers
      definition={view.state.definition}
      answers={answers}
      missing={found.blocking}
      linkTo={(one) => `#${fieldId(placeOf(one))}`}
    />
  );
