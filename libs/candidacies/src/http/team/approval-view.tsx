import type { DomainError } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { Button, faultAt, Field, Form, TextArea, typedText } from '@rebond/ui';
import type { ApprovalView } from '../../application/approval/approvals.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.team.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Refused } from '../frame/refused.js';
import { ApprovalItem } from './approval-list.js';

export interface ApprovalsProps {
  readonly candidacy: Candidacy;
  readonly approvals: readonly ApprovalView[];
  readonly csrf: string | null;
  readonly once: string;
  readonly refusal: DomainError | null;
  readonly form: FormBody;
}

const Asked = ({ candidacy, approvals, csrf }: ApprovalsProps) =>
  approvals.length === 0 ? null : (
    <section aria-labelledby="demandes">
      <h2 id="demandes">{t('approval.demands')}</h2>
      <ul class="rb-plain-list">
        {approvals.map((approval) => (
          <li key={approval.id}>
            <ApprovalItem approval={approval} />
            {approval.state === 'waiting' && candidacy.state === 'draft' ? (
              <Form action={caseUrl(candidacy.id, 'approbation', approval.id, 'annulation')} csrf={csrf}>
                <Button kind="tertiary" small>
                  {t('approval.cancel')}
                  <span class="fr-sr-only">{t('approval.cancelWhich', { name: approval.approver.name })}</span>
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );

const Ask = ({ candidacy, csrf, once, refusal, form }: ApprovalsProps) => {
  const fault = (pointer: string) => faultAt(refusal?.faults ?? [], pointer);
  return (
    <section aria-labelledby="demander">
      <h2 id="demander">{t('approval.ask')}</h2>
      <p>{t('approval.askText')}</p>
      <Form action={caseUrl(candidacy.id, 'approbation')} csrf={csrf} once={once}>
        <Field name="name" label={t('team.name')} required value={typedText(form, 'name')} fault={fault('/name')} />
        <Field
          name="title"
          label={t('approval.function')}
          hint={t('approval.functionHint')}
          required
          value={typedText(form, 'title')}
          fault={fault('/title')}
        />
        <Field
          name="email"
          type="email"
          label={t('team.email')}
          hint={t('team.emailHint')}
          required
          value={typedText(form, 'email')}
          fault={fault('/email')}
        />
        <TextArea
          name="note"
          label={t('approval.note')}
          hint={t('approval.noteHint')}
          value={typedText(form, 'note')}
          fault={fault('/note')}
          maxLength={2_000}
          rows={4}
        />
        <Button icon="mail-line">{t('approval.send')}</Button>
      </Form>
    </section>
  );
};

/** Approvals asked and answered, and the next one to ask for while the file is a draft. */
export const Approvals = (props: ApprovalsProps) => (
  <>
    <Refused refusal={props.refusal} />
    <Asked {...props} />
    {props.candidacy.state === 'draft' ? <Ask {...props} /> : <p>{t('approval.notDraft')}</p>}
  </>
);
