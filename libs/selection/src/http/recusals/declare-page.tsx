import type { Ground } from '@rebond/identity';
import { Button, Callout, Checkbox, Checkboxes, Form, formState, FormRefusal, Select, type Again } from '@rebond/ui';
import type { NamedCase, WaveNames } from '../../application/recusals/read-names.js';
import { t } from '../../messages.recusals.fr.js';
import { recusalsUrl } from './recusals-url.js';

export interface DeclarePageProps {
  readonly names: WaveNames;
  /** Colleagues who may take over; none for who is in charge of nothing. */
  readonly officers: readonly { readonly id: string; readonly title: string; readonly organisation: string }[];
  readonly again: Again<'declare'> | null;
  readonly csrf: string | null;
  readonly once: string;
}

export const groundsText = (grounds: readonly Ground[]): string =>
  grounds.map((ground) => t(`ground.${ground}`)).join(', ');

/** What is said of a case beside its name; nothing where its only member is called the same and no conflict is found. */
function hintOf({ territory, members, grounds, isNew }: NamedCase, again: boolean) {
  const named = members.join(', ');
  const isTold = named !== territory || grounds.length > 0 || (again && isNew);
  return isTold ? (
    <>
      {named === territory ? null : named}
      {grounds.length === 0 ? null : <strong> {t('declare.found', { grounds: groundsText(grounds) })}</strong>}
      {again && isNew ? ` ${t('declare.new')}` : null}
    </>
  ) : undefined;
}

const ticked = (typed: unknown): readonly string[] =>
  Array.isArray(typed) ? typed.map(String) : typeof typed === 'string' ? [typed] : [];

/** One screen of names for a whole wave. */
export function DeclarePage({ names, officers, again, csrf, once }: DeclarePageProps) {
  const { cases, declaredAt, shownAt, wave } = names;
  const form = formState('declare', again);
  const open = cases.filter((one) => !one.isRecused);
  const found = open.filter((one) => one.grounds.length > 0).map((one) => one.candidacyId as string);
  const closed = cases.filter((one) => one.isRecused).map((one) => one.territory);
  if (cases.length === 0) return <p>{t('declare.empty')}</p>;
  return (
    <>
      <FormRefusal again={again} />
      {closed.length === 0 ? null : (
        <Callout title={t('recusals.title')}>
          <p>{t('declare.already', { territories: closed.join(', ') })}</p>
        </Callout>
      )}
      <Form action={recusalsUrl(wave.id)} csrf={csrf} once={once}>
        <input type="hidden" name="shownAt" value={shownAt} />
        <Checkboxes
          name="cases"
          legend={t('declare.legend')}
          options={open.map((one) => ({
            value: one.candidacyId,
            label: one.territory,
            hint: hintOf(one, declaredAt !== null),
          }))}
          values={form.isRefused ? ticked(form.typed['cases']) : found}
        />
        {officers.length === 0 ? null : (
          <Select
            {...form.field('successor')}
            label={t('declare.successor')}
            hint={t('declare.successorHint')}
            empty={t('declare.successorNone')}
            options={officers.map(({ id, title, organisation }) => ({ value: id, label: `${title}, ${organisation}` }))}
          />
        )}
        <Checkbox {...form.tick('noneElse')} label={t('declare.noneElse')} required />
        <Button>{t('declare.submit')}</Button>
      </Form>
    </>
  );
}
