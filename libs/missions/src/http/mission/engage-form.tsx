import { caseUrl, type Candidacy } from '@rebond/candidacies';
import { Button, Callout, faultAt, Field, Form, Select, formState, type Again, typedText } from '@rebond/ui';
import { randomUUID } from 'node:crypto';
import { t } from '../../messages.fr.js';
import { count } from '../parts/words.js';

/** As many firms as a team has had so far, and two more; others can be engaged by the API. */
const ROWS = 6;

export interface EngageFormProps {
  readonly candidacy: Candidacy;
  readonly firms: readonly { readonly id: string; readonly name: string }[];
  /** Of the call's definition. */
  readonly personDays: number | null;
  readonly mayEngage: boolean;
  readonly csrf: string | null;
  readonly again: Again | null;
}

const rowOf = (typed: unknown, i: number): Readonly<Record<string, unknown>> => {
  const rows = typed as Readonly<Record<number, Readonly<Record<string, unknown>>>> | undefined;
  return rows?.[i] ?? {};
};
/** Before a mission: that there is none, and for those who may, the form that engages one. */
export function EngageForm({ candidacy, firms, personDays, mayEngage, csrf, again }: EngageFormProps) {
  const state = formState('engagement', again);
  const options = firms.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Callout title={t('mission.none')}>{t('mission.noneHint')}</Callout>
      {mayEngage ? (
        <section class="rb-section" aria-labelledby="engager">
          <h2 id="engager">{t('mission.engage')}</h2>
          <p>{t('mission.engageHint')}</p>
          <Form
            action={caseUrl(candidacy.id, 'mission', 'engagement')}
            csrf={csrf}
            version={candidacy.version}
            once={randomUUID()}
          >
            <div class="rb-form-row">
              <Field {...state.field('startsOn')} label={t('mission.startsOn')} type="date" required />
              <Field {...state.field('endsOn')} label={t('mission.endsOn')} type="date" />
              <Field
                {...state.field('personDays', personDays === null ? '' : count(personDays))}
                label={t('figures.personDays')}
                inputMode="decimal"
              />
            </div>
            {Array.from({ length: ROWS }, (_, i) => {
              const row = rowOf(state.typed.firms, i);
              return (
                <div key={i} class="rb-form-row">
                  <Select
                    id={`champ-engagement-firms-${i}-organisationId`}
                    name={`firms[${i}][organisationId]`}
                    label={t('mission.firmN', { n: i + 1 })}
                    options={options}
                    value={typedText(row, 'organisationId')}
                    empty={t('mission.noFirm')}
                    fault={faultAt(state.faults, `/firms/${i}/organisationId`)}
                  />
                  <Field
                    id={i === 0 ? 'champ-engagement-firms' : `champ-engagement-firms-${i}-personDays`}
                    name={`firms[${i}][personDays]`}
                    label={t('mission.daysN', { n: i + 1 })}
                    inputMode="decimal"
                    value={typedText(row, 'personDays')}
                    fault={
                      faultAt(state.faults, `/firms/${i}/personDays`) ??
                      (i === 0 ? faultAt(state.faults, '/firms') : undefined)
                    }
                  />
                </div>
              );
            })}
            <Button>{t('mission.engageSubmit')}</Button>
          </Form>
        </section>
      ) : null}
    </>
  );
}
