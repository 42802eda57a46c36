import type { Wave } from '@rebond/calls';
import { StateBadge } from '@rebond/candidacies';
import { notTold } from '@rebond/identity';
import type { Fault } from '@rebond/kernel';
import { instantOf } from '@rebond/platform';
import { Alert, Button, ErrorSummary, faultAt, Field, Form, Select, SummaryList, Table, Time } from '@rebond/ui';
import type { Draw, DrawnCase } from '../../application/draws/draw-cases.js';
import { t } from '../../messages.audit.fr.js';
import { AuditFrame, Exports } from './audit-pages.js';

interface DrawsProps {
  readonly draws: readonly Draw[];
  readonly waves: readonly Wave[];
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
  readonly typed: { readonly size: string; readonly seed: string | undefined; readonly wave: string | undefined };
}

/** The draws made, and a new one. */
export const DrawsPage = ({ draws, waves, csrf, faults, typed }: DrawsProps) => (
  <AuditFrame here="/audit/tirages">
    <ErrorSummary faults={faults} />
    <h2>{t('draw.new')}</h2>
    <Form action="/audit/tirages" csrf={csrf}>
      <Field
        name="size"
        label={t('draw.size')}
        required
        inputMode="numeric"
        value={typed.size}
        fault={faultAt(faults, '/size')}
      />
      <Field name="seed" label={t('draw.seed')} hint={t('draw.seedHint')} value={typed.seed} maxLength={100} />
      <Select
        name="wave"
        label={t('draw.wave')}
        empty={t('draw.allWaves')}
        value={typed.wave}
        options={waves.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button>{t('draw.submit')}</Button>
    </Form>
    <h2>{t('draw.list')}</h2>
    <Table
      caption={t('draw.list')}
      captionHidden
      columns={[
        { key: 'at', label: t('audit.at') },
        { key: 'size', label: t('draw.size'), numeric: true },
        { key: 'population', label: t('draw.population'), numeric: true },
        { key: 'seed', label: t('draw.seed') },
      ]}
      rows={draws.map((draw) => ({
        key: draw.id,
        href: `/audit/tirages/${draw.id}`,
        cells: {
          at: <Time at={instantOf(draw.drawn_at)} />,
          size: draw.candidacy_ids.length,
          population: draw.population ?? notTold(),
          seed: <code class="rb-hash">{draw.seed}</code>,
        },
      }))}
    />
  </AuditFrame>
);

/** One draw, done again as it is shown. */
export const DrawPage = ({
  draw,
  cases,
  isSame,
}: {
  readonly draw: Draw;
  readonly cases: readonly DrawnCase[];
  /** Null: withheld. */
  readonly isSame: boolean | null;
}) => (
  <>
    <SummaryList
      rows={[
        { term: t('draw.seed'), value: <code class="rb-hash">{draw.seed}</code> },
        { term: t('draw.size'), value: draw.candidacy_ids.length },
        { term: t('draw.population'), value: draw.population ?? notTold() },
      ]}
    />
    <p>{t('draw.method')}</p>
    {isSame === null ? null : (
      <Alert kind={isSame ? 'success' : 'warning'} title={t(isSame ? 'draw.replayed' : 'draw.differs')} />
    )}
    <h2>{t('draw.cases')}</h2>
    <Table
      caption={t('draw.cases')}
      captionHidden
      columns={[
        { key: 'case', label: t('draw.case') },
        { key: 'state', label: t('draw.state') },
        { key: 'journal', label: t('draw.journal') },
      ]}
      rows={cases.map(({ id, territory, state }) => ({
        key: id,
        href: `/candidatures/${id}`,
        cells: {
          case: territory,
          state: <StateBadge state={state} />,
          journal: (
            <a href={`/audit?case=${id}`} aria-label={`${t('draw.journal')} – ${territory}`}>
              {t('draw.journal')}
            </a>
          ),
        },
      }))}
    />
    <p class="fr-hint-text">{t('draw.exportNote')}</p>
    <Exports of={`/audit/tirages/${draw.id}`} />
  </>
);
