import { Field, TextArea, type FormState } from '@rebond/ui';
import { t } from '../../messages.session.fr.js';

interface WhenAndWhereProps {
  readonly form: FormState;
  readonly durationMinutes: number;
  readonly place?: string;
}

/** The fields of a convocation that say when, where, and whether it is urgent. */
export const WhenAndWhere = ({ form, durationMinutes, place }: WhenAndWhereProps) => (
  <>
    <div class="rb-form-row">
      <Field {...form.field('date')} label={t('convene.date')} type="date" required />
      <Field {...form.field('time', '10:00')} label={t('convene.time')} type="time" required />
      <Field
        {...form.field('durationMinutes', durationMinutes)}
        label={t('convene.duration')}
        inputMode="numeric"
        required
      />
    </div>
    <Field {...form.field('place', place)} label={t('convene.place')} required maxLength={300} />
    <TextArea {...form.field('urgency')} label={t('convene.urgency')} hint={t('convene.urgencyHint')} rows={2} />
  </>
);
