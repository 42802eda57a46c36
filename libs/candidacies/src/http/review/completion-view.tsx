import { formatDeadline, formatInstant, type Fault } from '@rebond/kernel';
import { Button, Details, faultAt, Field, Fold, Form, Select, TextArea } from '@rebond/ui';
import type { CompletionView } from '../../application/completion/list-completions.js';
import type { MessageTemplate } from '../../application/templates/templates.js';
import type { ReviewedFile } from '../../application/review/read-review.js';
import { t } from '../../messages.worklist.fr.js';

export const COMPLETION_FORM = 'demande-de-complement';

interface CompletionProps {
  readonly file: ReviewedFile;
  readonly requests: readonly CompletionView[];
  readonly templates: readonly MessageTemplate[];
  /** Address of the case's examination; null: the reader only reads. */
  readonly path: string | null;
  /** May a request be sent in this state? */
  readonly asks: boolean;
  readonly csrf: string | null;
  readonly once: string;
  readonly version: number;
  readonly faults: readonly Fault[];
  readonly typed: { readonly message: string; readonly days: string; readonly reason: string };
}

function requestStatus({ open, dueAt, answeredAt, cancelReason }: CompletionView): string {
  if (open) return t('review.requestOpen', { due: formatDeadline(Temporal.Instant.from(dueAt)) });
  return answeredAt === null
    ? t('review.requestCancelled', { reason: cancelReason ?? '' })
    : t('review.requestAnswered', { at: formatInstant(Temporal.Instant.from(answeredAt)) });
}

const labelOf = ({ definition }: ReviewedFile, key: string): string =>
  definition.sections.flatMap(({ fields }) => fields).find((field) => field.key === key)?.label ?? key;

const Request = ({ request, ...props }: { readonly request: CompletionView } & CompletionProps) => (
  <li>
    <p>
      <strong>{requestStatus(request)}</strong>
      <br />
      {request.fields.map((key) => labelOf(props.file, key)).join(', ')}
    </p>
    <p class="rb-prose">{request.message}</p>
    {request.answer === null ? null : <blockquote class="rb-prose">{request.answer}</blockquote>}
    {request.open && props.path !== null ? (
      <Details summary={t('review.cancel')}>
        <Form
          action={`${props.path}/complement/${request.id}/annulation`}
          csrf={props.csrf}
          once={`${props.once}-a`}
          version={props.version}
        >
          <TextArea
            name="reason"
            id={`motif-${request.id}`}
            label={t('review.cancelReason')}
            rows={2}
            required
            value={props.typed.reason}
            fault={faultAt(props.faults, 'reason')}
          />
          <Button kind="tertiary" small>
            {t('review.cancel')}
          </Button>
        </Form>
      </Details>
    ) : null}
  </li>
);

/** A request that is being written: refused, or taken from a template. */
const isBegun = ({ faults, typed }: CompletionProps): boolean => faults.length > 0 || typed.message !== '';

/** What was asked of the territory, and asking for more: the answers concerned are ticked in the file itself. */
export const Completion = (props: CompletionProps) => (
  <Fold
    id="complement"
    title={props.asks ? t('review.completion') : t('review.requests')}
    aside={props.requests.length === 0 ? null : String(props.requests.length)}
    open={props.requests.some(({ open }) => open) || isBegun(props)}
  >
    {props.asks && props.path !== null ? <Ask {...props} path={props.path} /> : null}
    {props.requests.length === 0 ? null : (
      <ul class="rb-requests">
        {props.requests.map((request) => (
          <Request key={request.id} request={request} {...props} />
        ))}
      </ul>
    )}
  </Fold>
);

const Ask = ({ templates, path, csrf, once, version, faults, typed }: CompletionProps & { readonly path: string }) => (
  <>
    {templates.length === 0 ? null : (
      <form method="get" action={`${path}#complement`} class="rb-inline-form">
        <Select
          name="modele"
          label={t('review.template')}
          options={templates.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Button kind="tertiary" small>
          {t('review.useTemplate')}
        </Button>
      </form>
    )}
    <Form action={`${path}/complement`} csrf={csrf} once={once} version={version} id={COMPLETION_FORM}>
      <p class={faultAt(faults, 'fields') === undefined ? 'fr-hint-text' : 'fr-error-text'} id="champ-fields">
        {faultAt(faults, 'fields') ?? t('review.completionHint')}
      </p>
      <TextArea
        name="message"
        label={t('review.message')}
        rows={5}
        required
        maxLength={10_000}
        value={typed.message}
        fault={faultAt(faults, 'message')}
      />
      <Field
        name="days"
        label={t('review.days')}
        hint={t('review.daysHint')}
        inputMode="numeric"
        value={typed.days}
        fault={faultAt(faults, 'days')}
      />
      <Button kind="secondary" small icon="send-plane-line">
        {t('review.ask')}
      </Button>
    </Form>
  </>
);
