import type { DomainError } from '@rebond/kernel';
import { Button, ButtonGroup, faultAt, Form, LinkButton, TextArea } from '@rebond/ui';
import type { Leaving } from '../../application/leave/leave.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.case.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Refused } from '../frame/refused.js';

export interface ConfirmationProps {
  readonly event: Leaving;
  readonly action: string;
  readonly candidacy: Candidacy;
  readonly csrf: string | null;
  readonly once: string;
  readonly refusal: DomainError | null;
  readonly reason: string;
}

/** What the act does, its reason, and the way back. */
export const Confirmation = ({ event, action, candidacy, csrf, once, refusal, reason }: ConfirmationProps) => (
  <>
    <Refused refusal={refusal} />
    <p>{t(`leave.${event}.text`, { territory: candidacy.territory })}</p>
    <Form action={action} csrf={csrf} version={candidacy.version} once={once}>
      <TextArea
        name="reason"
        label={t('leave.reason')}
        hint={t(`leave.${event}.hint`)}
        fault={faultAt(refusal?.faults ?? [], '/reason')}
        value={reason}
        maxLength={5_000}
        rows={5}
      />
      <ButtonGroup>
        <Button>{t(`leave.${event}.confirm`)}</Button>
        <LinkButton href={caseUrl(candidacy.id)} kind="secondary">
          {t('leave.back')}
        </LinkButton>
      </ButtonGroup>
    </Form>
  </>
);
