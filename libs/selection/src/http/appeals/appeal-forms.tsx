import { caseUrl, fieldOfFiles } from '@rebond/candidacies';
import { Button, Details, Field, Form, formState, Radios, TextArea, type Again } from '@rebond/ui';
import type { AppealView } from '../../application/appeals/present.js';
import { APPEAL_KINDS } from '../../domain/appeals/appeal.js';
import { t } from '../../messages.appeals.fr.js';
import { AppealUpload } from './appeal-files.js';

export const REGISTER = 'register';

export interface AppealFormProps {
  readonly candidacyId: string;
  /** The form of an appeal's outcome is named by its identifier; that of a new one, `register`. */
  readonly again: Again | null;
  readonly csrf: string | null;
  readonly once: () => string;
}

export function RegisterForm({ candidacyId, again, csrf, once }: AppealFormProps) {
  const form = formState(REGISTER, again, fieldOfFiles);
  const { id, fault } = form.field('files');
  return (
    <Details summary={t('register.title')} open={form.isRefused}>
      <Form action={caseUrl(candidacyId, 'recours')} csrf={csrf} once={once()} files>
        <Radios
          {...form.field('kind')}
          legend={t('register.kind')}
          required
          options={APPEAL_KINDS.map((kind) => ({
            value: kind,
            label: t(`kind.${kind}`),
            hint: t(`kind.hint.${kind}`),
          }))}
        />
        <Field {...form.field('receivedOn')} label={t('register.received')} type="date" required />
        <Field {...form.field('sentOn')} label={t('register.sent')} hint={t('register.sentHint')} type="date" />
        <Field {...form.field('appellant')} label={t('register.appellant')} required maxLength={300} />
        <TextArea
          {...form.field('grounds')}
          label={t('register.grounds')}
          hint={t('register.groundsHint')}
          required
          maxLength={10_000}
        />
        <AppealUpload id={id} fault={fault} />
        <Button>{t('register.submit')}</Button>
      </Form>
    </Details>
  );
}

/** What upholding does: of a decision that refuses, and of one that does not. */
const UPHELD = {
  selected: 'conclude.upheldHintSelected',
  waitlisted: 'conclude.upheldHintWaitlisted',
  rejected: 'conclude.upheldHint',
  'declared-inadmissible': 'conclude.upheldHint',
  lapsed: 'conclude.upheldHint',
} as const satisfies Readonly<Record<AppealView['decision'], string>>;

export function ConcludeForm({
  candidacyId,
  appeal,
  again,
  csrf,
  once,
}: AppealFormProps & { readonly appeal: AppealView }) {
  const form = formState(appeal.id, again);
  return (
    <Details summary={t('conclude.title')} open={form.isRefused}>
      <Form action={caseUrl(candidacyId, 'recours', appeal.id)} csrf={csrf} version={appeal.version} once={once()}>
        <Radios
          {...form.field('outcome')}
          legend={t('conclude.outcome')}
          required
          options={[
            { value: 'rejected', label: t('conclude.rejected'), hint: t('conclude.rejectedHint') },
            { value: 'upheld', label: t('conclude.upheld'), hint: t(UPHELD[appeal.decision]) },
            { value: 'withdrawn', label: t('conclude.withdrawn') },
          ]}
        />
        <TextArea
          {...form.field('reasons')}
          label={t('conclude.reasons')}
          hint={t('conclude.reasonsHint')}
          maxLength={10_000}
        />
        <Button>{t('conclude.submit')}</Button>
      </Form>
    </Details>
  );
}
