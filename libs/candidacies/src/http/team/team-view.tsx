import type { DomainError } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { Badge, Button, faultAt, Field, Form, Select, Table, Time, typedText } from '@rebond/ui';
import { causeText } from '../../application/undelivered/cause-text.js';
import type { TeamOrganisation, TeamSeat } from '../../application/team/team.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.team.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Refused } from '../frame/refused.js';

export interface TeamProps {
  readonly candidacy: Candidacy;
  readonly organisations: readonly TeamOrganisation[];
  /** The reader's role staffs teams; of this one, only with its lead. */
  readonly mayManage: boolean;
  readonly isLead: boolean;
  readonly csrf: string | null;
  readonly once: string;
  readonly refusal: DomainError | null;
  readonly form: FormBody;
}

const Holders = ({ seat }: { readonly seat: TeamSeat }) =>
  seat.holders.length === 0 ? (
    <Badge kind="warning">{t('team.vacant')}</Badge>
  ) : (
    <ul class="rb-plain-list">
      {seat.holders.map(({ personId, name, email, since, onBehalfOf, refused }) => (
        <li key={personId}>
          {name} {refused === null ? null : <Badge kind="error">{t('team.refused')}</Badge>}
          <span class="fr-hint-text">{email}</span>
          {refused === null ? null : (
            <span class="fr-hint-text">{t('team.refusedWhy', { cause: causeText(refused) })}</span>
          )}
          <span class="fr-hint-text">
            {t('team.since')} <Time at={since} dateOnly />
            {onBehalfOf === null ? '' : ` – ${t('team.onBehalfOf', { name: onBehalfOf })}`}
          </span>
        </li>
      ))}
    </ul>
  );

const Acts = ({ candidacy, seat }: { readonly candidacy: Candidacy; readonly seat: TeamSeat }) => (
  <ul class="rb-plain-list">
    <li>
      <a class="fr-link" href={caseUrl(candidacy.id, 'equipe', seat.id, 'transmission')}>
        {t('team.handOverLink')}
        <span class="fr-sr-only">{t('team.ofSeat', { title: seat.title })}</span>
      </a>
    </li>
    {seat.role === 'epci_lead' || seat.holders.length === 0 ? null : (
      <li>
        <a class="fr-link" href={caseUrl(candidacy.id, 'equipe', seat.id, 'depart')}>
          {t('team.removeLink')}
          <span class="fr-sr-only">{t('team.ofSeat', { title: seat.title })}</span>
        </a>
      </li>
    )}
  </ul>
);

/** A lead staffs its own organisation's seats, and the co-editors' of the others. */
const mayStaff = (seat: TeamSeat, { isLead }: TeamOrganisation): boolean => seat.role === 'epci_member' || isLead;

const Organisation = ({ candidacy, mayManage, one }: TeamProps & { readonly one: TeamOrganisation }) => (
  <section aria-labelledby={`organisation-${one.id}`}>
    <h2 id={`organisation-${one.id}`}>
      {one.name}
      {one.isLead ? ` ${t('team.isLead')}` : ''}
    </h2>
    <p>
      {t('team.mailbox')} <a href={`mailto:${one.mailbox}`}>{one.mailbox}</a>
    </p>
    <Table
      caption={t('team.caption', { organisation: one.name })}
      captionHidden
      empty={t('team.nobody')}
      columns={[
        { key: 'title', label: t('team.seat'), rowHeader: true },
        { key: 'holders', label: t('team.holders') },
        { key: 'role', label: t('team.role') },
        ...(mayManage ? [{ key: 'acts', label: t('team.acts') }] : []),
      ]}
      rows={one.seats.map((seat) => ({
        key: seat.id,
        cells: {
          title: `${seat.title}${seat.isMine ? ` ${t('team.you')}` : ''}`,
          holders: <Holders seat={seat} />,
          role: t(`team.role.${seat.role}`),
          acts: mayStaff(seat, one) ? <Acts candidacy={candidacy} seat={seat} /> : '',
        },
      }))}
    />
  </section>
);

const Invite = ({ candidacy, organisations, csrf, once, refusal, form }: TeamProps) => {
  const fault = (pointer: string) => faultAt(refusal?.faults ?? [], pointer);
  return (
    <section aria-labelledby="inviter">
      <h2 id="inviter">{t('team.invite')}</h2>
      <p>{t('team.inviteHint')}</p>
      <Form action={caseUrl(candidacy.id, 'equipe')} csrf={csrf} once={once}>
        <Select
          name="organisationId"
          label={t('team.organisation')}
          required
          value={typedText(form, 'organisationId') || organisations[0]?.id}
          fault={fault('/organisationId')}
          options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
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
        <Field
          name="title"
          label={t('team.function')}
          hint={t('team.functionHint')}
          required
          value={typedText(form, 'title')}
          fault={fault('/title')}
        />
        <Button icon="mail-line">{t('team.send')}</Button>
      </Form>
    </section>
  );
};

/** Organisations of the perimeter with their people, and the next one to invite. */
export const Team = (props: TeamProps) => (
  <>
    <Refused refusal={props.refusal} />
    <p>{t('team.lead')}</p>
    {props.mayManage && !props.isLead ? (
      <p>{t('team.byLead', { lead: props.organisations.find((one) => one.isLead)?.name ?? '' })}</p>
    ) : null}
    {props.organisations.map((one) => (
      <Organisation key={one.id} {...props} mayManage={props.mayManage && props.isLead} one={one} />
    ))}
    {props.mayManage && props.isLead ? <Invite {...props} /> : null}
  </>
);
