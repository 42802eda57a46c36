import type { Criterion } from '@rebond/calls';
import {
  Button,
  Checkboxes,
  Field,
  Form,
  FormRefusal,
  formState,
  LinkButton,
  Radios,
  Select,
  TextArea,
  type Again,
} from '@rebond/ui';
import type { ItemView, SessionView } from '../../application/session/present.js';
import { PROVISIONAL_OUTCOMES } from '../../domain/session/decision.js';
import { t } from '../../messages.session.fr.js';
import type { WaveName } from '../pages/waves.js';
import { fieldOfDecision } from './convene-form.js';
import { quorumText } from './session-props.js';

export interface ItemPageProps {
  readonly session: SessionView;
  readonly item: ItemView;
  readonly criteria: readonly Pick<Criterion, 'key' | 'label'>[];
  readonly countsVotes: boolean;
  readonly later: readonly WaveName[];
  /** May the reader decide of it now? */
  readonly decides: boolean;
  readonly csrf: string | null;
  readonly once: string;
  readonly again: Again<'decide'> | null;
}

/** A point of the agenda: its quorum, what is decided of it, and the points beside it. */
export const ItemPage = (props: ItemPageProps) => {
  const { session, item } = props;
  const at = session.items.findIndex((one) => one.id === item.id);
  const [previous, next] = [session.items[at - 1], session.items[at + 1]];
  const url = (one: ItemView): string => `/seances/${session.id}/points/${one.id}`;
  return (
    <>
      <FormRefusal again={props.again} fieldOf={fieldOfDecision} />
      <p>{quorumText(item.quorum)}</p>
      {item.decision === null ? null : <p>{t(`outcome.${item.decision.outcome}`)}</p>}
      {props.decides ? <Decide {...props} /> : null}
      {session.status === 'convened' ? <p class="fr-hint-text">{t('item.notOpen')}</p> : null}
      <div class="fr-btns-group">
        {previous ? (
          <LinkButton href={url(previous)} kind="tertiary">
            {t('item.previous')}
          </LinkButton>
        ) : null}
        {next ? (
          <LinkButton href={url(next)} kind="tertiary">
            {t('item.next')}
          </LinkButton>
        ) : null}
        <LinkButton href={`/seances/${session.id}`} kind="tertiary">
          {t('item.back')}
        </LinkButton>
      </div>
    </>
  );
};

const Decide = ({ session, item, criteria, countsVotes, later, csrf, once, again }: ItemPageProps) => {
  const form = formState('decide', again, fieldOfDecision);
  const { decision } = item;
  const outcome = form.field('outcome', decision?.outcome);
  const ticked = form.field('criteria');
  const amount = (value: number | null | undefined): string => String(value ?? '').replace('.', ',');
  const chosen = form.isRefused ? form.typed['criteria'] : decision?.criteria;
  return (
    <Form action={`/seances/${session.id}/points/${item.id}`} csrf={csrf} version={session.version} once={once}>
      <Radios
        {...outcome}
        legend={t('item.outcome')}
        required
        inline
        options={PROVISIONAL_OUTCOMES.map((one) => ({ value: one, label: t(`outcome.${one}`) }))}
      />
      <Checkboxes
        {...{ id: ticked.id, name: 'criteria', fault: ticked.fault }}
        legend={t('item.criteria')}
        options={criteria.map(({ key, label }) => ({ value: key, label }))}
        values={Array.isArray(chosen) ? (chosen as string[]) : [String(chosen)]}
      />
      <TextArea {...form.field('reason', decision?.reason)} label={t('item.reason')} rows={3} />
      <div class="rb-form-row">
        <Field
          {...form.field('envelopeEur', amount(decision?.envelopeEur))}
          label={t('item.envelope')}
          inputMode="decimal"
        />
        <Field
          {...form.field('personDays', amount(decision?.personDays))}
          label={t('item.personDays')}
          inputMode="decimal"
        />
      </div>
      <Select
        {...form.field('nextWaveId', decision?.nextWaveId)}
        label={t('item.nextWave')}
        empty={t('item.noWave')}
        options={later.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {countsVotes ? (
        <div class="rb-form-row">
          {(['for', 'against', 'abstention'] as const).map((voice) => (
            <Field
              key={voice}
              {...form.field(`votes[${voice}]`, decision?.votes?.[voice])}
              label={t(`item.${voice}`)}
              inputMode="numeric"
            />
          ))}
        </div>
      ) : null}
      <Button>{t('item.decide')}</Button>
    </Form>
  );
};
