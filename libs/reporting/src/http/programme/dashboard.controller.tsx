import { formatDeadline, formatInstant, formatNumber } from '@rebond/kernel';
import { Controller, Get } from '@nestjs/common';
import { StateBadge } from '@rebond/candidacies';
import { Act, notTold } from '@rebond/identity';
import { Ctx, instantOf, type RequestContext, Verbs } from '@rebond/platform';
import { BarChart, Euros, FranceMap, page, PageRoute, redirect, SummaryList, Table } from '@rebond/ui';
import type { PageAnswer, Redirection } from '@rebond/ui';
import {
  type ComingDeadline,
  type Dashboard,
  type Figures,
  readDashboard,
} from '../../application/dashboard/read-dashboard.js';
import { t } from '../../messages.office.fr.js';
import { officeCrumb, OfficeFrame } from './office-frame.js';

const HERE = '/programme/tableau-de-bord';

const Deadlines = ({ title, rows }: { readonly title: string; readonly rows: readonly ComingDeadline[] }) => (
  <Table
    caption={title}
    dense
    columns={[
      { key: 'case', label: t('dashboard.case') },
      { key: 'kind', label: t('dashboard.kind') },
      { key: 'due', label: t('dashboard.due') },
    ]}
    rows={rows.map((one, rank) => ({
      key: String(rank),
      href: `/candidatures/${one.candidacy_id}`,
      cells: {
        case: one.territory,
        kind: t(`deadline.${one.kind}`, { detail: one.detail ?? '' }),
        due: formatDeadline(instantOf(one.due_at)),
      },
    }))}
  />
);

const FiguresView = ({ states, departements, regions, sums }: Figures) => (
  <>
    <div class="rb-columns">
      <div>
        <Table
          caption={t('dashboard.states')}
          columns={[
            { key: 'state', label: t('dashboard.state'), rowHeader: true },
            { key: 'count', label: t('dashboard.count'), numeric: true },
          ]}
          rows={states
            .toSorted((a, b) => b.count - a.count)
            .map(({ key, count }) => ({
              key,
              cells: { state: <StateBadge state={key} />, count: formatNumber(count) },
            }))}
        />
        <h2>{t('dashboard.sums')}</h2>
        <SummaryList
          rows={[
            { term: t('dashboard.personDays'), value: formatNumber(sums.engaged) },
            { term: t('dashboard.personDaysUsed'), value: formatNumber(sums.used) },
            { term: t('dashboard.committed'), value: <Euros cents={sums.committed} /> },
            { term: t('dashboard.awarded'), value: <Euros cents={sums.awarded} /> },
          ]}
        />
      </div>
      <FranceMap
        title={t('dashboard.map')}
        values={Object.fromEntries(departements.map(({ key, count }) => [key, count]))}
        valueLabel={t('dashboard.count')}
      />
    </div>
    <BarChart
      title={t('dashboard.regions')}
      labels={t('dashboard.region')}
      values={t('dashboard.count')}
      bars={regions.map(({ key, count }) => ({ label: key, value: count, text: formatNumber(count) }))}
    />
  </>
);

function DashboardBody({ figures, deadlines }: Dashboard) {
  const isLegal = ({ kind }: ComingDeadline): boolean => kind === 'implicit-rejection';
  const legal = deadlines.filter(isLegal);
  return (
    <OfficeFrame here={HERE}>
      {figures === null ? <p>{t('dashboard.withheld', { figures: notTold() })}</p> : <FiguresView {...figures} />}
      <h2>{t('dashboard.deadlines')}</h2>
      {legal.length === 0 ? <p>{t('dashboard.legalNone')}</p> : <Deadlines title={t('dashboard.legal')} rows={legal} />}
      <Deadlines title={t('dashboard.coming')} rows={deadlines.filter((one) => !isLegal(one))} />
    </OfficeFrame>
  );
}

/** Figures of all cases, under the reader's own policy. */
@Controller('programme')
export class DashboardPages {
  constructor(private readonly verbs: Verbs) {}

  @Get()
  @Act('dashboard.read')
  @PageRoute()
  start(): Redirection {
    return redirect(HERE);
  }

  @Get('tableau-de-bord')
  @Act('dashboard.read')
  @PageRoute()
  dashboard(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) =>
      page({
        title: t('office.dashboard'),
        lead: t('dashboard.lead', { at: formatInstant(tx.at) }),
        trail: [officeCrumb()],
        wide: true,
        body: <DashboardBody {...await readDashboard(tx)} />,
      }),
    );
  }
}
