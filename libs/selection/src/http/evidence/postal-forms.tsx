import { caseUrl, fieldOfFiles, MESSAGE_FILE_BYTES } from '@rebond/candidacies';
import { formatDate } from '@rebond/kernel';
import { Button, Checkbox, Details, Field, Form, formState, Radios, Select, Upload } from '@rebond/ui';
import type { StandingView } from '../../application/appeals/present.js';
import type { NoticeView } from '../../application/evidence/present-notice.js';
import { POSTAL_FATES } from '../../domain/postal-notice.js';
import { t } from '../../messages.evidence.fr.js';
import { PROVE, type PostalProps } from './postal-props.js';

const SCANS = '.pdf,.png,.jpg,.jpeg';

/** A registered letter that came back, or its slip. */
export function ProveForm({
  candidacyId,
  standing,
  appeals,
  again,
  csrf,
  once,
}: Omit<PostalProps, 'standing'> & { readonly standing: StandingView }) {
  const form = formState(PROVE, again, fieldOfFiles);
  const rejected = appeals.filter(({ kind, status }) => kind !== 'formal' && status === 'rejected');
  const scan = form.field('files');
  return (
    <Details summary={t('post.record')} open={form.isRefused}>
      <Form action={caseUrl(candidacyId, 'notification', 'lettres')} csrf={csrf} once={once()} files>
        {rejected.length === 0 ? null : (
          <Select
            {...form.field('appealId')}
            label={t('post.about')}
            empty={t('post.aboutDecision')}
            options={rejected.map(({ id, receivedOn }) => ({
              value: id,
              label: t('post.aboutAppeal', { on: formatDate(Temporal.PlainDate.from(receivedOn)) }),
            }))}
          />
        )}
        <Field
          {...form.field('recipient')}
          label={t('post.recipient')}
          hint={t('post.recipientHint')}
          required
          maxLength={300}
        />
        <Field {...form.field('trackingNumber')} label={t('post.tracking')} required maxLength={40} />
        <Radios
          {...form.field('fate')}
          legend={t('post.fate')}
          required
          options={POSTAL_FATES.map((fate) => ({ value: fate, label: t(`post.fate.${fate}`) }))}
        />
        <Field {...form.field('presentedOn')} label={t('post.presented')} type="date" />
        <Field {...form.field('receivedOn')} label={t('post.received')} hint={t('post.receivedHint')} type="date" />
        <Checkbox {...form.tick('withRoutes', standing.withRoutes)} label={t('post.withRoutes')} />
        <Upload
          id={scan.id}
          name="files"
          label={t('post.file')}
          accept={SCANS}
          maxBytes={MESSAGE_FILE_BYTES}
          fault={scan.fault}
        />
        <Button>{t('post.submit')}</Button>
      </Form>
    </Details>
  );
}

/** A proof that was mistaken. */
export function StrikeForm({ candidacyId, notice, again, csrf, once }: PostalProps & { readonly notice: NoticeView }) {
  const form = formState(notice.id, again);
  return (
    <Details summary={t('post.strike')} open={form.isRefused}>
      <Form action={caseUrl(candidacyId, 'notification', 'lettres', notice.id, 'retrait')} csrf={csrf} once={once()}>
        <Field {...form.field('reason')} label={t('post.reason')} required maxLength={1_000} />
        <Button kind="secondary">{t('post.strikeSubmit')}</Button>
      </Form>
    </Details>
  );
}
