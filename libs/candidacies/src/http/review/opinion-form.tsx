import type { Fault } from '@rebond/kernel';
import { Button, faultAt, Form, Radios, TextArea } from '@rebond/ui';
import { STANCES } from '../../application/opinions/opinion-rows.js';
import { t } from '../../messages.worklist.fr.js';

interface OpinionFormProps {
  readonly action: string;
  readonly csrf: string | null;
  readonly once: string;
  readonly faults: readonly Fault[];
  readonly typed: { readonly stance: string; readonly text: string };
}

/** An opinion as it is given: favourable, with reservations, or not; and why. */
export const OpinionForm = ({ action, csrf, once, faults, typed }: OpinionFormProps) => (
  <Form action={action} csrf={csrf} once={once}>
    <Radios
      name="stance"
      legend={t('opinion.stance')}
      required
      fault={faultAt(faults, 'stance')}
      value={typed.stance}
      options={STANCES.map((value) => ({ value, label: t(`opinion.stance.${value}`) }))}
    />
    <TextArea
      name="text"
      label={t('opinion.text')}
      hint={t('opinion.textHint')}
      rows={8}
      maxLength={20_000}
      value={typed.text}
      fault={faultAt(faults, 'text')}
    />
    <p class="fr-hint-text">{t('opinion.onceHint')}</p>
    <Button>{t('opinion.give')}</Button>
  </Form>
);
