import type { DomainError } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { Button, ButtonGroup, faultAt, Field, Form, LinkButton, Radios, typedText } from '@rebond/ui';
import type { TeamSeat } from '../../application/team/team.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.team.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Refused } from '../frame/refused.js';

export interface SeatPageProps {
  readonly candidacy: Candidacy;
  readonly seat: TeamSeat;
  readonly csrf: string | null;
  readonly once: string;
  readonly refusal: DomainError | null;
  readonly form: FormBody;
}

const Back = ({ candidacy }: Pick<SeatPageProps, 'candidacy'>) => (
  <LinkButton href={caseUrl(candidacy.id, 'equipe')} kind="secondary">
    {t('team.back')}
  </LinkButton>
);

/** Passes a seat on: its name, its drafts and its sections stay. */
export const HandOver = ({ candidacy, seat, csrf, once, refusal, form }: SeatPageProps) => {
  const fault = (pointer: string) => faultAt(refusal?.faults ?? [], pointer);
  return (
    <>
      <Refused refusal={refusal} />
      <p>{t(seat.isMine ? 'team.handOverMine' : 'team.handOverText', { title: seat.title })}</p>
      <Form action={caseUrl(candidacy.id, 'equipe', seat.id, 'transmission')} csrf={csrf} once={once}>
        <Field name="name" label={t('team.name')} required value={typedText(form, 'name')} fault={fault('/name')} />
        <Field
          name="email"
          type="email"
          label={t('team.email')}
          hint={t('team.emailHint')}
          required
          value={typedText(form, 'email')}
          fault={fault('/email')}
        />
        <ButtonGroup>
          <Button>{t('team.handOverConfirm')}</Button>
          <Back candidacy={candidacy} />
        </ButtonGroup>
      </Form>
    </>
  );
};

/** Takes a person off a seat, which stays. */
export const Departure = ({ candidacy, seat, csrf, once, refusal }: SeatPageProps) => (
  <>
    <Refused refusal={refusal} />
    <p>{t('team.removeText', { title: seat.title })}</p>
    <Form action={caseUrl(candidacy.id, 'equipe', seat.id, 'depart')} csrf={csrf} once={once}>
      <Radios
        name="personId"
        legend={t('team.who')}
        required
        value={seat.holders[0]?.personId}
        fault={faultAt(refusal?.faults ?? [], '/personId')}
        options={seat.holders.map(({ personId, name, email }) => ({ value: personId, label: name, hint: email }))}
      />
      <ButtonGroup>
        <Button>{t('team.removeConfirm')}</Button>
        <Back candidacy={candidacy} />
      </ButtonGroup>
    </Form>
  </>
);
