import { randomUUID } from 'node:crypto';
import { formFields, type CallDefinition } from '@rebond/calls';
import type { DomainError } from '@rebond/kernel';
import { Alert, Badge, Button, faultAt, fieldId, Form, TextArea, Time } from '@rebond/ui';
import type { CompletionView } from '../../application/completion/list-completions.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.case.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Deadline } from '../frame/deadline.js';

export interface CompletionsProps {
  readonly candidacy: Candidacy;
  readonly definition: CallDefinition;
  readonly requests: readonly CompletionView[];
  readonly csrf: string | null;
  readonly refusal: DomainError | null;
  /** The request whose answer was refused. */
  readonly refused: string | null;
  /** What had been typed for it. */
  readonly answer: string;
}

type RequestProps = CompletionsProps & { readonly request: CompletionView };

/** The page of the form where a field is filled in. */
const fieldUrl = (id: string, definition: CallDefinition, key: string): string => {
  const section = formFields(definition).get(key)?.section.key;
  return `${caseUrl(id, 'formulaire', ...(section === undefined ? [] : [section]))}#${fieldId(key)}`;
};

const Asked = ({ candidacy, definition, request }: RequestProps) => (
  <>
    <p class="rb-prose">{request.message}</p>
    <h3>{t('completions.fields')}</h3>
    <ul>
      {request.fields.map((key) => {
        const label = formFields(definition).get(key)?.field.label ?? key;
        return (
          <li key={key}>
            {request.open ? (
              <a class="fr-link" href={fieldUrl(candidacy.id, definition, key)}>
                {label}
              </a>
            ) : (
              label
            )}
          </li>
        );
      })}
    </ul>
  </>
);

/** What still lacks, each with the page of the form where it is filled in. */
const StillMissing = ({ candidacy, definition, refusal }: CompletionsProps) =>
  refusal === null ? null : (
    <Alert kind="error" title={refusal.message}>
      {refusal.code !== 'still-missing' ? null : (
        <ul>
          {refusal.faults.map(({ pointer, detail }) => (
            <li key={pointer}>
              <a href={fieldUrl(candidacy.id, definition, pointer.split('/')[2] ?? '')}>{detail}</a>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );

const AnswerForm = ({ candidacy, request, csrf, refusal, refused, answer }: RequestProps) => {
  const isAgain = refused === request.id;
  return (
    <Form
      action={caseUrl(candidacy.id, 'complements', request.id)}
      csrf={csrf}
      version={candidacy.version}
      once={randomUUID()}
    >
      <TextArea
        name="answer"
        id={`reponse-${request.id}`}
        label={t('completions.answer')}
        hint={t('completions.answerHint')}
        fault={isAgain ? faultAt(refusal?.faults ?? [], '/answer') : undefined}
        value={isAgain ? answer : ''}
        maxLength={10_000}
        rows={5}
      />
      <Button>{t('completions.send')}</Button>
    </Form>
  );
};

const Closed = ({ request }: { readonly request: CompletionView }) => (
  <>
    {request.answeredAt === null ? null : (
      <p>
        {t('completions.answeredOn')} <Time at={request.answeredAt} />
      </p>
    )}
    {request.answer === null ? null : <p class="rb-prose">{request.answer}</p>}
    {request.cancelledAt === null ? null : (
      <p>
        {t('completions.cancelledOn')} <Time at={request.cancelledAt} />
        {request.cancelReason === null ? null : ` – ${request.cancelReason}`}
      </p>
    )}
  </>
);

const stateOf = ({ open, answeredAt }: CompletionView) =>
  open
    ? { kind: 'warning' as const, label: t('completions.open') }
    : { kind: 'none' as const, label: t(answeredAt === null ? 'completions.cancelled' : 'completions.closed') };

const Request = (props: RequestProps) => {
  const { candidacy, request } = props;
  const { kind, label } = stateOf(request);
  return (
    <article class="rb-panel" aria-labelledby={`demande-${request.id}`}>
      <h2 id={`demande-${request.id}`}>
        {t('completions.request')} <Time at={request.requestedAt} dateOnly />
      </h2>
      <Badge kind={kind}>{label}</Badge>
      {request.open ? (
        <p>
          {t('completions.due')}{' '}
          <strong>
            <Deadline at={request.dueAt} departement={candidacy.departement} />
          </strong>
        </p>
      ) : null}
      <Asked {...props} />
      {request.open ? <AnswerForm {...props} /> : <Closed request={request} />}
    </article>
  );
};

/** Every request ever made, the open ones first with their answer's form. */
export const Completions = (props: CompletionsProps) => {
  const { requests } = props;
  const sorted = [...requests.filter(({ open }) => open), ...requests.filter(({ open }) => !open)];
  return (
    <>
      <StillMissing {...props} />
      <p>{t(requests.length === 0 ? 'completions.none' : 'completions.lead')}</p>
      {sorted.map((request) => (
        <Request key={request.id} {...props} request={request} />
      ))}
    </>
  );
};
