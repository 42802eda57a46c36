import { caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import {
  eurosText,
  Button,
  ButtonGroup,
  Euros,
  Field,
  Figures,
  LinkButton,
  Pagination,
  Select,
  Table,
  Tag,
  Tags,
} from '@rebond/ui';
import type { ProjectsFilter, ProjectsPage, ProjectsTotals, ProjectView } from '../../application/read/projects.js';
import { SCHEMES } from '../../domain/routes.js';
import { t } from '../../messages.fr.js';
import { InlineLink } from '../parts/inline-link.js';
import { count, schemeText } from '../parts/words.js';
import { listUrl, projectUrl, type ListPlace } from './list-place.js';

export interface ProjectListProps {
  readonly id: CandidacyId;
  readonly page: ProjectsPage;
  readonly totals: ProjectsTotals;
  readonly place: ListPlace;
  /** Schemes that projects of this mission are routed to. */
  readonly schemes: readonly string[];
  readonly mayEdit: boolean;
}

const isFiltered = (filter: ProjectsFilter): boolean => Object.values(filter).some((value) => value !== undefined);

export function ProjectList({ id, page: { items, next }, totals, place, schemes, mayEdit }: ProjectListProps) {
  const { after, ...filter } = place;
  return (
    <>
      {mayEdit ? (
        <ButtonGroup inline>
          <LinkButton href={caseUrl(id, 'projets', 'nouveau')} icon="add-line">
            {t('projects.new')}
          </LinkButton>
          <LinkButton href={caseUrl(id, 'projets', 'import')} kind="secondary" icon="upload-line">
            {t('common.csv')}
          </LinkButton>
        </ButtonGroup>
      ) : null}
      <Filters {...{ id, filter, schemes }} />
      <div id="liste" data-live="liste">
        <h2>{isFiltered(filter) ? t('projects.totals') : t('projects.totalsAll')}</h2>
        <Figures
          figures={[
            { label: t('figures.projects'), value: count(totals.projects) },
            { label: t('figures.capex'), value: eurosText({ euros: totals.capexEur }) },
            { label: t('figures.jobsPotential'), value: count(totals.jobsPotential) },
            { label: t('figures.jobsPlanned'), value: count(totals.jobsPlanned) },
            { label: t('figures.structuring'), value: count(totals.structuringProjects) },
          ]}
        />
        <Table
          dense
          caption={t('projects.caption')}
          captionHidden
          columns={[
            { key: 'reference', label: t('common.reference') },
            { key: 'name', label: t('projects.name'), rowHeader: true },
            { key: 'capex', label: t('projects.capex'), numeric: true },
            { key: 'jobsPotential', label: t('projects.jobsPotential'), numeric: true },
            { key: 'jobsPlanned', label: t('projects.jobsPlanned'), numeric: true },
            { key: 'routes', label: t('projects.routes') },
            ...(mayEdit ? [{ key: 'action', label: t('common.action') }] : []),
          ]}
          rows={items.map((one) => rowOf(id, one, place))}
          empty={t('projects.none')}
        />
      </div>
      <Pagination
        next={next === null ? null : listUrl(id, { ...place, after: next })}
        previous={after === '' ? null : listUrl(id, { ...place, after: '' })}
      />
    </>
  );
}

const rowOf = (id: CandidacyId, project: ProjectView, place: ListPlace) => ({
  key: project.id,
  cells: {
    reference: project.reference,
    name: (
      <>
        <a href={projectUrl(id, project.id, place)}>{project.title}</a>
        <span class="rb-under">{project.company}</span>
        <Tags>
          {project.isStructuring ? <Tag small>{t('projects.structuring')}</Tag> : null}
          {project.status === 'dropped' ? <Tag small>{t('projects.status.dropped')}</Tag> : null}
          {project.invented ? <Tag small>{t('common.invented')}</Tag> : null}
        </Tags>
      </>
    ),
    capex: <Euros euros={project.capexEur} />,
    jobsPotential: count(project.jobsPotential),
    jobsPlanned: count(project.jobsPlanned),
    routes: project.schemes.map(schemeText).join(', '),
    action: (
      <InlineLink
        href={projectUrl(id, project.id, place)}
        about={t('projects.editAbout', { reference: project.reference })}
      />
    ),
  },
});

const Filters = ({
  id,
  filter,
  schemes,
}: Pick<ProjectListProps, 'id' | 'schemes'> & { readonly filter: ProjectsFilter }) => (
  <form method="get" action={caseUrl(id, 'projets')} class="rb-filters" aria-label={t('projects.filters')}>
    <Field name="q" label={t('projects.q')} value={filter.q} type="search" />
    <Select
      name="scheme"
      label={t('projects.scheme')}
      value={filter.scheme}
      empty={t('common.all')}
      options={[
        ...[...new Set([...SCHEMES, ...schemes])].map((value) => ({ value, label: schemeText(value) })),
        { value: 'none', label: t('projects.schemeNone') },
      ]}
    />
    <Select
      name="structuring"
      label={t('projects.structuring')}
      value={filter.structuring}
      empty={t('common.all')}
      options={[
        { value: 'yes', label: t('common.yes') },
        { value: 'no', label: t('common.no') },
      ]}
    />
    <Select
      name="status"
      label={t('projects.status')}
      value={filter.status}
      empty={t('common.all')}
      options={(['identified', 'dropped'] as const).map((value) => ({ value, label: t(`projects.status.${value}`) }))}
    />
    <ButtonGroup inline>
      <Button kind="secondary">{t('common.filter')}</Button>
      {isFiltered(filter) ? (
        <LinkButton href={caseUrl(id, 'projets')} kind="tertiary">
          {t('common.reset')}
        </LinkButton>
      ) : null}
    </ButtonGroup>
  </form>
);
