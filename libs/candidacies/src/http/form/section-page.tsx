import { answerOf, visibleFields, type FormField } from '@rebond/calls';
import { Alert, Button, ButtonGroup, ErrorSummary, faultAt, Form, Radios } from '@rebond/ui';
import { readAnswer } from '../../application/form/answer-text.js';
import { seenText } from '../../application/form/seen.js';
import { t } from '../../messages.form.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { AnswerField } from './answer-field.js';
import { Cutoff } from './banner.js';
import { liveWords } from './live-words.js';
import { ReadOnlyAnswer } from './read-only.js';
import { RowsField } from './rows-field.js';
import { answersAround, conditionText, type SectionView } from './section-view.js';
import { savedText } from './words.js';

/** Both versions of an answer that two people changed, and the choice between them. */
function Conflict({ view, field }: { readonly view: SectionView; readonly field: FormField }) {
  const { lines, rows } = readAnswer(view.state.definition, view.state.answers.document, field, view.names);
  const texts =
    rows.length > 0 ? rows.map(({ title, cells }) => `${title} : ${cells.flatMap((c) => c.lines).join(', ')}`) : lines;
  return (
    <div class="rb-conflict">
      <Radios
        name={`_choice[${field.key}]`}
        legend={`${field.label} – ${t('conflict.legend')}`}
        value="mine"
        options={[
          { value: 'mine', label: t('conflict.mine') },
          {
            value: 'theirs',
            label: t('conflict.theirs'),
            hint: texts.length === 0 ? t('conflict.nothing') : texts.join(' ; '),
          },
        ]}
      />
    </div>
  );
}

function FieldOfSection({
  view,
  field,
  isVisible,
}: {
  readonly view: SectionView;
  readonly field: FormField;
  readonly isVisible: boolean;
}) {
  const { state, answers } = view;
  const value = answerOf(answers, field.key);
  const stored = answerOf(state.answers.document, field.key);
  const version = state.answers.versions[field.key] ?? 0;
  if (!state.mayWrite(field.key))
    return isVisible ? <ReadOnlyAnswer answer={readAnswer(state.definition, answers, field, view.names)} /> : null;
  return (
    <div
      class="rb-answer"
      data-field={field.key}
      data-type={field.type}
      data-show-if={conditionText(state.definition, field.key)}
      data-conflict={view.conflicts.has(field.key) ? '' : undefined}
      hidden={!isVisible}
    >
      {field.type === 'file' ? null : (
        <input
          type="hidden"
          name={`_seen[${field.key}]`}
          value={view.seen[field.key] ?? seenText(version, field, stored)}
        />
      )}
      {view.conflicts.has(field.key) ? <Conflict view={view} field={field} /> : null}
      {field.type === 'repeated' ? (
        <RowsField view={view} block={field} value={value} />
      ) : (
        <AnswerField
          view={view}
          field={field}
          name={field.key}
          place={field.key}
          value={value}
          fault={faultAt(view.faults, `/${field.key}`)}
        />
      )}
    </div>
  );
}

const Buttons = ({ isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean }) => (
  <ButtonGroup>
    {isFirst ? null : (
      <Button kind="tertiary" name="_act" value="previous" icon="arrow-left-line">
        {t('section.previous')}
      </Button>
    )}
    <Button kind="secondary" name="_act" value="save">
      {t('section.save')}
    </Button>
    <Button name="_act" value="next">
      {isLast ? t('section.saveAndCheck') : t('section.saveAndGo')}
    </Button>
  </ButtonGroup>
);

/** Where one is among the parts; the page's heading says which part it is. */
const Steps = (props: { readonly current: number; readonly total: number; readonly next: string | undefined }) => (
  <div class="fr-stepper">
    <p class="fr-stepper__state">{t('section.step', { current: props.current, total: props.total })}</p>
    <div class="fr-stepper__steps" data-fr-current-step={props.current} data-fr-steps={props.total} />
    {props.next === undefined ? null : (
      <p class="fr-stepper__details">
        <span class="fr-text--bold">{t('section.nextStep')}</span> {props.next}
      </p>
    )}
  </div>
);

/** One part of the form: its fields, what is wrong with them, and where to go next. */
export function SectionForm({ view }: { readonly view: SectionView }) {
  const { state, section } = view;
  const { candidacy, progress, definition } = state;
  const rank = progress.findIndex((one) => one.section.key === section.key);
  const isWritable = section.fields.some(({ key }) => state.mayWrite(key));
  const visible = new Set(visibleFields(definition, view.answers).map(({ key }) => key));
  const action = caseUrl(candidacy.id, 'formulaire', section.key);
  const fields = section.fields.map((field) => (
    <FieldOfSection key={field.key} view={view} field={field} isVisible={visible.has(field.key)} />
  ));
  return (
    <>
      <Steps current={rank + 1} total={progress.length} next={progress[rank + 1]?.section.title} />
      {section.help ? <p class="fr-text--lead">{section.help}</p> : null}
      <Cutoff state={state} />
      {view.conflicts.size > 0 ? (
        <Alert kind="warning" title={t('conflict.title', { count: view.conflicts.size })}>
          <p>{t('conflict.lead')}</p>
        </Alert>
      ) : null}
      {view.refusal === null ? (
        <ErrorSummary faults={view.faults} />
      ) : (
        <ErrorSummary title={view.refusal} faults={[]} />
      )}
      {isWritable ? (
        <div
          class="rb-form"
          data-autosave={`/api/candidacies/${candidacy.id}/answers`}
          data-case={candidacy.id}
          data-seat={view.seat}
          data-words={JSON.stringify(liveWords())}
          data-around={JSON.stringify(answersAround(definition, section, view.answers))}
        >
          <Form action={action} csrf={view.csrf} id="formulaire">
            <button class="fr-sr-only" type="submit" name="_act" value="save" tabIndex={-1} aria-hidden="true">
              {t('section.save')}
            </button>
            {fields}
            <p class="rb-saved" role="status" data-saved>
              {savedText(state.savedAt, state.now)}
            </p>
            <Buttons isFirst={rank <= 0} isLast={rank === progress.length - 1} />
          </Form>
        </div>
      ) : (
        <>
          <p>{view.refusal === null ? t('section.frozen') : t('section.copy')}</p>
          {fields}
        </>
      )}
      <p>
        <a class="fr-link" href={caseUrl(candidacy.id, 'formulaire')}>
          {t('form.overview')}
        </a>
      </p>
    </>
  );
}
