import type { DomainError, Fault } from '@rebond/kernel';
import { Button, Form, Select } from '@rebond/ui';
import type { CompletionView } from '../../application/completion/list-completions.js';
import type { NoteView } from '../../application/notes/notes.js';
import type { Findings, ReviewedFile } from '../../application/review/read-review.js';
import type { MessageTemplate } from '../../application/templates/templates.js';
import type { WorklistChoices } from '../../application/worklist/worklist-choices.js';
import { eventsForPeople } from '../../domain/decide.js';
import { t } from '../../messages.worklist.fr.js';
import { Refused, typed as text } from '../frame/refused.js';
import { Keys } from '../worklist/keys.js';
import { Admissibility, type TypedChecks } from './admissibility-view.js';
import { Completion, COMPLETION_FORM } from './completion-view.js';
import { FileView } from './file-view.js';
import { GridView } from './grid-view.js';
import { Notes } from './notes-view.js';

/** A form shown again: which one, what was typed, what was wrong. */
export interface Again {
  readonly form: 'note' | 'admissibility' | 'completion' | 'cancellation' | 'officer';
  readonly typed: Readonly<Record<string, unknown>>;
  readonly refusal: DomainError;
}

export interface ReviewPageProps {
  readonly file: ReviewedFile;
  readonly findings: Findings;
  readonly notes: readonly NoteView[];
  readonly requests: readonly CompletionView[];
  readonly templates: readonly MessageTemplate[];
  readonly template: MessageTemplate | null;
  readonly officers: WorklistChoices['officers'];
  readonly officer: string | null;
  /** Address of this page. */
  readonly path: string;
  readonly csrf: string | null;
  readonly once: () => string;
  /** May decide, ask, and put officers in charge. */
  readonly acts: boolean;
  readonly writesNotes: boolean;
  readonly again: Again | null;
}

const listed = (value: unknown): readonly string[] => [value ?? []].flat().map(String);

const faultsOf = ({ again }: ReviewPageProps, form: Again['form']): readonly Fault[] =>
  again?.form === form ? again.refusal.faults : [];

/** What was typed into one of the page's forms. */
const typedIn = ({ again }: ReviewPageProps, form: Again['form']): Readonly<Record<string, unknown>> =>
  again?.form === form ? again.typed : {};

/** File and grid side by side, with what the officer does about them. */
export const ReviewPage = (props: ReviewPageProps) => {
  const { file, again } = props;
  const events = props.acts ? eventsForPeople(file.candidacy.state) : [];
  const asks = events.includes('REQUEST_COMPLETION');
  return (
    <div class="rb-review" data-review>
      <Refused refusal={again?.refusal ?? null} idOf={(pointer) => `champ-${pointer.split('/')[1] ?? ''}`} />
      <div class="rb-review__columns">
        <FileView
          file={file}
          asks={asks ? COMPLETION_FORM : null}
          ticked={new Set(listed(typedIn(props, 'completion')['fields']))}
        />
        <aside class="rb-review__tools rb-dense" aria-label={t('review.tools')}>
          {props.acts ? <Officer {...props} /> : null}
          <Judgement {...props} decides={events.includes('ADMIT')} />
          <Requests {...props} asks={asks} />
          <GridView grid={file.definition.grid} />
          <Notes
            notes={props.notes}
            action={props.writesNotes ? `${props.path}/note` : null}
            csrf={props.csrf}
            once={props.once()}
            typed={text(typedIn(props, 'note'), 'body')}
            fault={faultsOf(props, 'note')[0]?.detail}
          />
        </aside>
      </div>
      <Keys only={['j', 'k', '?']} />
    </div>
  );
};

/** `/checks/perimeter` → `/checks[perimeter]`. */
const fieldOfCheck = (pointer: string): string => pointer.replace(/^\/checks\/(.*)$/, '/checks[$1]');

const Judgement = ({ decides, ...props }: ReviewPageProps & { readonly decides: boolean }) => {
  const typed = typedIn(props, 'admissibility');
  return (
    <Admissibility
      file={props.file}
      findings={props.findings}
      action={decides ? `${props.path}/recevabilite` : null}
      csrf={props.csrf}
      once={props.once()}
      version={props.file.candidacy.version}
      faults={faultsOf(props, 'admissibility').map((one) => ({ ...one, pointer: fieldOfCheck(one.pointer) }))}
      typed={{
        admissible: text(typed, 'admissible'),
        reasons: text(typed, 'reasons'),
        checks: (typed['checks'] ?? {}) as TypedChecks,
      }}
    />
  );
};

const Requests = ({ asks, ...props }: ReviewPageProps & { readonly asks: boolean }) => {
  const typed = typedIn(props, 'completion');
  const { template } = props;
  return (
    <Completion
      file={props.file}
      requests={props.requests}
      templates={props.templates}
      path={props.acts ? props.path : null}
      asks={asks}
      csrf={props.csrf}
      once={props.once()}
      version={props.file.candidacy.version}
      faults={[...faultsOf(props, 'completion'), ...faultsOf(props, 'cancellation')]}
      typed={{
        message: text(typed, 'message') || (template?.body ?? ''),
        days: text(typed, 'days') || String(template?.days ?? ''),
        reason: text(typedIn(props, 'cancellation'), 'reason'),
      }}
    />
  );
};

const Officer = ({ officers, officer, path, csrf }: ReviewPageProps) => (
  <Form action={`${path}/charge`} csrf={csrf}>
    <div class="rb-inline-form">
      <Select
        name="officer"
        label={t('review.officer')}
        empty={t('row.nobody')}
        value={officer ?? ''}
        options={officers.map(({ id, title, organisation }) => ({ value: id, label: `${title}, ${organisation}` }))}
      />
      <Button kind="tertiary" small>
        {t('review.assign')}
      </Button>
    </div>
  </Form>
);
