import { Button, Field, Form, FormRefusal, formState, Select, TextArea, type Again } from '@rebond/ui';
import { SESSION_KINDS } from '../../domain/session/session.js';
import type { Eligible } from '../../infrastructure/session/member-rows.js';
import { t } from '../../messages.session.fr.js';
import type { WaveName } from '../pages/waves.js';
import { AskedPart } from './asked-part.js';
import { fieldOfConvene } from './convene-form.js';
import { WhenAndWhere } from './when-and-where.js';

export interface ConvenePageProps {
  readonly waves: readonly WaveName[];
  readonly eligible: readonly Eligible[];
  readonly csrf: string | null;
  readonly once: string;
  readonly again: Again<'convene'> | null;
}

/** The convocation of a session: who, when, where, and whether it is urgent. */
export const ConvenePage = ({ waves, eligible, csrf, once, again }: ConvenePageProps) => {
  const form = formState('convene', again, fieldOfConvene);
  return (
    <>
      <FormRefusal again={again} fieldOf={fieldOfConvene} />
      <Form action="/seances/nouvelle" csrf={csrf} once={once}>
        <Select
          {...form.field('waveId')}
          label={t('convene.wave')}
          required
          options={waves.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          {...form.field('kind', 'selection')}
          label={t('convene.kind')}
          required
          empty={false}
          options={SESSION_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <Field {...form.field('title')} label={t('convene.title')} required maxLength={300} />
        <WhenAndWhere form={form} durationMinutes={180} />
        <AskedPart form={form} eligible={eligible} />
        <TextArea
          {...form.field('otherItems')}
          label={t('convene.otherItems')}
          hint={t('convene.otherItemsHint')}
          rows={3}
        />
        <Button>{t('convene.submit')}</Button>
      </Form>
    </>
  );
};
