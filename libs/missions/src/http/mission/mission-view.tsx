import { randomUUID } from 'node:crypto';
import { caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import {
  eurosText,
  BarChart,
  Button,
  Callout,
  Details,
  Euros,
  Field,
  Figures,
  Form,
  Select,
  SummaryList,
  Table,
  Time,
  formState,
  type Again,
} from '@rebond/ui';
import type { CompanyLine } from '../../application/read/companies.js';
import type { FiguresView } from '../../application/read/figures-view.js';
import type { FrozenView } from '../../application/read/frozen.js';
import type { PersonDaysLine } from '../../application/read/person-days.js';
import { t } from '../../messages.fr.js';
import { tilesOf } from '../parts/figures.js';
import { count, dayText, schemeText } from '../parts/words.js';

export interface MissionViewProps {
  readonly id: CandidacyId;
  readonly figures: FiguresView;
  readonly frozen: readonly FrozenView[];
  readonly days: readonly PersonDaysLine[];
  readonly companies: readonly CompanyLine[];
  readonly mayRecord: boolean;
  /** The reader's own firm, which declares its own days only. */
  readonly ownFirm: string | null;
  readonly csrf: string | null;
  readonly again: Again | null;
}

/** Up to its end as it is engaged, or else to its closing. */
function periodOf({ startsOn, endsOn, closedAt }: FiguresView): string {
  const end = endsOn ?? closedAt;
  return end === null
    ? t('mission.since', { from: dayText(startsOn) })
    : t('mission.periodText', { from: dayText(startsOn), to: dayText(end) });
}

export const MissionView = (props: MissionViewProps) => {
  const { figures, frozen, days, companies } = props;
  return (
    <>
      <SummaryList
        rows={[
          { term: t('mission.period'), value: periodOf(figures) },
          {
            term: t('mission.status'),
            value:
              figures.closedAt === null ? t('mission.open') : t('mission.closed', { day: dayText(figures.closedAt) }),
          },
        ]}
      />
      <h2>{t('figures.title')}</h2>
      <Figures figures={tilesOf(figures)} />
      {frozen.map((one) => (
        <Frozen key={one.id} frozen={one} />
      ))}
      {Object.keys(figures.routes).length === 0 ? null : <Routes routes={figures.routes} />}
      <h2>{t('mission.days')}</h2>
      <Firms figures={figures} />
      {props.mayRecord ? <RecordForm {...props} /> : null}
      <Details summary={t('mission.ledger', { count: days.length })}>
        <Ledger days={days} />
      </Details>
      <Details summary={t('mission.companies', { count: companies.length })}>
        <Companies companies={companies} />
      </Details>
    </>
  );
};

const Frozen = ({ frozen: { reason, takenAt, figures, digest } }: { readonly frozen: FrozenView }) => (
  <Callout title={t('frozen.title')} kind="success">
    <p>
      {t('frozen.summary', {
        interviews: figures.interviews,
        projects: figures.projects,
        capex: eurosText({ euros: figures.capexEur }),
        jobsPotential: figures.jobsPotential,
        jobsPlanned: figures.jobsPlanned,
      })}
    </p>
    <p>{reason}</p>
    <p class="fr-text--sm rb-digest">
      {t('frozen.at')} <Time at={takenAt} />. {t('frozen.digest')} <code>{digest}</code>
    </p>
  </Callout>
);

const Routes = ({ routes }: Pick<FiguresView, 'routes'>) => (
  <BarChart
    title={t('figures.byScheme')}
    labels={t('figures.scheme')}
    values={t('figures.projects')}
    bars={Object.entries(routes)
      .toSorted(([, a], [, b]) => b - a)
      .map(([scheme, value]) => ({
        label: schemeText(scheme),
        value,
        text: t('figures.projectsOf', { count: value }),
      }))}
  />
);

const Firms = ({ figures: { firms, personDays, personDaysUsed } }: Pick<MissionViewProps, 'figures'>) => (
  <Table
    caption={t('mission.days')}
    captionHidden
    columns={[
      { key: 'firm', label: t('mission.firm'), rowHeader: true },
      { key: 'engaged', label: t('mission.engaged'), numeric: true },
      { key: 'used', label: t('mission.used'), numeric: true },
      { key: 'left', label: t('mission.left'), numeric: true },
    ]}
    rows={[
      ...firms.map((firm) => ({
        key: firm.organisationId,
        cells: daysOf(firm.name, firm.personDays, firm.personDaysUsed),
      })),
      { key: 'total', cells: daysOf(t('mission.total'), personDays, personDaysUsed) },
    ]}
  />
);

const daysOf = (firm: string, engaged: number, used: number) => ({
  firm,
  engaged: count(engaged),
  used: count(used),
  left: count(engaged - used),
});

function RecordForm({ id, figures, ownFirm, csrf, again }: MissionViewProps) {
  const state = formState('jours', again);
  const firms = figures.firms.filter((firm) => ownFirm === null || firm.organisationId === ownFirm);
  return (
    <section class="rb-section" aria-labelledby="declarer">
      <h3 id="declarer">{t('mission.record')}</h3>
      <p>{t('mission.recordHint')}</p>
      <Form action={caseUrl(id, 'mission', 'jours')} csrf={csrf} once={randomUUID()}>
        <div class="rb-form-row">
          <Select
            {...state.field('organisationId', firms[0]?.organisationId)}
            label={t('mission.firm')}
            options={firms.map((firm) => ({ value: firm.organisationId, label: firm.name }))}
            empty={false}
            required
          />
          <Field {...state.field('date')} label={t('mission.date')} type="date" required />
          <Field {...state.field('personDays')} label={t('mission.daysCount')} inputMode="text" required />
        </div>
        <Button kind="secondary">{t('mission.recordSubmit')}</Button>
      </Form>
    </section>
  );
}

const Ledger = ({ days }: Pick<MissionViewProps, 'days'>) => (
  <Table
    dense
    caption={t('mission.ledgerCaption')}
    columns={[
      { key: 'date', label: t('mission.date') },
      { key: 'firm', label: t('mission.firm') },
      { key: 'days', label: t('mission.daysCount'), numeric: true },
    ]}
    rows={days.map(({ id, date, firm, personDays }) => ({
      key: id,
      cells: { date: <Time at={date} />, firm, days: count(personDays) },
    }))}
  />
);

const Companies = ({ companies }: Pick<MissionViewProps, 'companies'>) => (
  <Table
    dense
    caption={t('mission.companiesCaption')}
    columns={[
      { key: 'company', label: t('mission.company'), rowHeader: true },
      { key: 'interviews', label: t('figures.interviews'), numeric: true },
      { key: 'projects', label: t('figures.projects'), numeric: true },
      { key: 'capex', label: t('figures.capex'), numeric: true },
    ]}
    rows={companies.map(({ company, interviews, projects, capexEur }) => ({
      key: company,
      cells: {
        company,
        interviews: count(interviews),
        projects: count(projects),
        capex: <Euros euros={capexEur} />,
      },
    }))}
  />
);
