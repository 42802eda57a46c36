import { randomUUID } from 'node:crypto';
import type { CallDefinition } from '@rebond/calls';
import { caseUrl, type Candidacy } from '@rebond/candidacies';
import {
  BarChart,
  Button,
  Euros,
  Field,
  Figures,
  Form,
  Select,
  Table,
  Tag,
  Time,
  eurosText,
  formState,
  type Again,
} from '@rebond/ui';
import type { DossierView as Dossier } from '../../application/dossiers/dossiers.js';
import type { EnvelopeView as Envelope } from '../../application/envelope-view.js';
import { DOSSIER_STATUSES } from '../../domain/dossier.js';
import { t } from '../../messages.fr.js';
import { StatusBadge } from './dossier-view.js';

export interface EnvelopeViewProps {
  readonly candidacy: Candidacy;
  readonly amounts: CallDefinition['amounts'];
  readonly envelope: Envelope;
  readonly dossiers: readonly Dossier[];
  readonly mayCommit: boolean;
  readonly mayAward: boolean;
  readonly mayFollow: boolean;
  readonly csrf: string | null;
  readonly again: Again | null;
}

export const EnvelopeView = (props: EnvelopeViewProps) => {
  const { envelope, amounts, mayCommit, mayAward } = props;
  const labels = new Map(amounts.funders.map((funder) => [funder.key, funder.label]));
  return (
    <>
      <Figures
        figures={[
          { label: t('funding.envelope'), value: eurosText({ euros: envelope.envelopeEur }) },
          { label: t('funding.awarded'), value: eurosText({ euros: envelope.awardedEur }) },
          { label: t('funding.left'), value: eurosText({ euros: envelope.envelopeEur - envelope.awardedEur }) },
          { label: t('funding.agreements'), value: String(envelope.agreements) },
        ]}
      />
      {envelope.envelopeEur === 0 ? (
        <p>{t('funding.none')}</p>
      ) : (
        <BarChart
          title={t('funding.byFunder')}
          labels={t('funding.funder')}
          values={t('funding.amount')}
          bars={Object.entries(envelope.fundersEur).map(([key, value]) => ({
            label: labels.get(key) ?? key,
            value,
            text: eurosText({ euros: value }),
          }))}
        />
      )}
      {mayCommit ? <CommitForm {...props} /> : null}
      <Dossiers {...props} />
      <Awards {...props} />
      {mayAward ? <AwardForm {...props} /> : null}
    </>
  );
};

function CommitForm({ candidacy, amounts, csrf, again }: EnvelopeViewProps) {
  const { field } = formState('engagements', again);
  const { minEur, maxEur } = amounts.envelope;
  return (
    <section class="rb-section" aria-labelledby="engager">
      <h2 id="engager">{t('funding.commit')}</h2>
      <p>{t('funding.commitHint', { min: eurosText({ euros: minEur }), max: eurosText({ euros: maxEur }) })}</p>
      <Form action={caseUrl(candidacy.id, 'financement', 'engagements')} csrf={csrf} once={randomUUID()}>
        {amounts.funders.map((funder, i) => (
          <div key={funder.key} class="rb-form-row">
            <Select
              {...field(`commitments[${i}][funder]`)}
              label={t('funding.rows', { n: i + 1 })}
              options={amounts.funders.map(({ key, label }) => ({ value: key, label }))}
              empty={t('funding.noFunder')}
            />
            <Field {...field(`commitments[${i}][amountEur]`)} label={t('funding.rowAmount', { n: i + 1 })} suffix="€" />
            <Field
              {...field(`commitments[${i}][label]`)}
              label={t('funding.label', { n: i + 1 })}
              hint={t('funding.labelHint')}
              maxLength={200}
            />
          </div>
        ))}
        <Button kind="secondary">{t('funding.commitSubmit')}</Button>
      </Form>
    </section>
  );
}

function Dossiers({ candidacy, dossiers, mayFollow }: EnvelopeViewProps) {
  const statuses = ['none', ...DOSSIER_STATUSES] as const;
  const numberOf = (status: (typeof statuses)[number]): number =>
    dossiers.filter((one) => (one.status ?? 'none') === status).length;
  return (
    <section id="liste" data-live="liste">
      <h2>{t('dossiers.title')}</h2>
      <p>{t('dossiers.lead', { count: dossiers.length })}</p>
      {dossiers.length === 0 ? null : (
        <>
          <BarChart
            title={t('dossiers.chart')}
            labels={t('dossiers.status')}
            values={t('dossiers.project')}
            bars={statuses
              .filter((status) => numberOf(status) > 0)
              .map((status) => ({
                label: t(`status.${status}`),
                value: numberOf(status),
                text: t('dossiers.projectsOf', { count: numberOf(status) }),
              }))}
          />
          <Table
            dense
            caption={t('dossiers.title')}
            captionHidden
            columns={[
              { key: 'project', label: t('dossiers.project'), rowHeader: true },
              { key: 'capex', label: t('dossiers.capex'), numeric: true },
              { key: 'jobs', label: t('dossiers.jobs'), numeric: true },
              { key: 'status', label: t('dossiers.status') },
              ...(mayFollow ? [{ key: 'action', label: t('dossiers.action') }] : []),
            ]}
            rows={dossiers.map((one) => ({ key: one.projectId, cells: cellsOf(candidacy, one) }))}
          />
        </>
      )}
    </section>
  );
}

function cellsOf(candidacy: Candidacy, dossier: Dossier) {
  const href = caseUrl(candidacy.id, 'financement', 'projets', dossier.projectId);
  const last = dossier.statuses.at(-1);
  return {
    project: (
      <>
        <a href={href}>{dossier.title}</a>
        <span class="rb-under">
          {dossier.projectRef}, {dossier.company}
        </span>
      </>
    ),
    capex: <Euros euros={dossier.capexEur} />,
    jobs: String(dossier.jobsPlanned),
    status: (
      <>
        <StatusBadge status={dossier.status} />
        {last === undefined ? null : <Time at={last.decidedOn} />}
      </>
    ),
    action: (
      <a class="fr-link" href={href} data-inline-edit>
        {t('dossiers.open')}
        <span class="fr-sr-only"> {dossier.projectRef}</span>
      </a>
    ),
  };
}

const Awards = ({ envelope: { awards } }: EnvelopeViewProps) => (
  <>
    <h2>{t('awards.title')}</h2>
    <Table
      caption={t('awards.title')}
      captionHidden
      dense
      columns={[
        { key: 'beneficiary', label: t('awards.beneficiary'), rowHeader: true },
        { key: 'project', label: t('awards.project') },
        { key: 'form', label: t('awards.form') },
        { key: 'amount', label: t('funding.amount'), numeric: true },
        { key: 'signedOn', label: t('awards.signedOn') },
      ]}
      rows={awards.map((award) => ({
        key: award.id,
        cells: {
          beneficiary: (
            <>
              {award.beneficiary} {award.invented ? <Tag small>{t('awards.invented')}</Tag> : null}
            </>
          ),
          project: award.projectRef ?? t('awards.collective'),
          form: t(`awards.form.${award.form}`),
          amount: <Euros euros={award.amountEur} />,
          signedOn: <Time at={award.signedOn} />,
        },
      }))}
      empty={t('awards.none')}
    />
  </>
);

function AwardForm({ candidacy, amounts, dossiers, csrf, again }: EnvelopeViewProps) {
  const { field } = formState('conventions', again);
  return (
    <section class="rb-section" aria-labelledby="convention">
      <h3 id="convention">{t('awards.new')}</h3>
      {candidacy.state === 'funded' ? null : <p>{t('awards.first')}</p>}
      <Form
        action={caseUrl(candidacy.id, 'financement', 'conventions')}
        csrf={csrf}
        version={candidacy.version}
        once={randomUUID()}
      >
        <div class="rb-form-row">
          <Field {...field('beneficiary')} label={t('awards.beneficiary')} required maxLength={200} />
          <Select
            {...field('projectRef')}
            label={t('awards.project')}
            options={dossiers.map((one) => ({ value: one.projectRef, label: `${one.projectRef}, ${one.company}` }))}
            empty={t('awards.collective')}
          />
        </div>
        <div class="rb-form-row">
          <Field {...field('amountEur')} label={t('funding.amount')} suffix="€" required />
          <Select
            {...field('form')}
            label={t('awards.form')}
            options={amounts.aidForms.map((value) => ({ value, label: t(`awards.form.${value}`) }))}
            required
          />
          <Field {...field('signedOn')} label={t('awards.signedOn')} type="date" required />
        </div>
        <Button kind="secondary">{t('awards.submit')}</Button>
      </Form>
    </section>
  );
}
