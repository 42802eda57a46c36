import { randomUUID } from 'node:crypto';
import type { CandidacyId } from '@rebond/kernel';
import { Button, ButtonGroup, Checkbox, Field, Form, LinkButton, Select, formState, type Again } from '@rebond/ui';
import type { ProjectView } from '../../application/read/projects.js';
import { t } from '../../messages.fr.js';
import { listUrl, projectUrl, type ListPlace } from './list-place.js';

export interface ProjectFormProps {
  readonly id: CandidacyId;
  /** Null when it is to be added. */
  readonly project: ProjectView | null;
  /** The list that it comes from and leads back to. */
  readonly place: ListPlace;
  readonly csrf: string | null;
  readonly again: Again | null;
}

/** As people write amounts: « 1350000,5 ». */
const amount = (euros: number | undefined): string => (euros === undefined ? '' : String(euros).replace('.', ','));

export function ProjectForm({ id, project, place, csrf, again }: ProjectFormProps) {
  const state = formState('projet', again);
  return (
    <Form
      id="formulaire"
      action={projectUrl(id, project?.id ?? 'nouveau', place)}
      csrf={csrf}
      {...(project ? { version: project.version } : {})}
      once={randomUUID()}
    >
      <div class="rb-form-row">
        {project ? null : (
          <Field {...state.field('reference')} label={t('common.reference')} required maxLength={100} />
        )}
        <Field
          {...state.field('company', project?.company)}
          label={t('common.company')}
          required
          maxLength={200}
          autocomplete="off"
        />
        <Field {...state.field('title', project?.title)} label={t('projects.intitule')} required maxLength={300} />
        <Field
          {...state.field('siren', project?.siren)}
          label={t('common.siren')}
          hint={t('common.sirenHint')}
          inputMode="numeric"
        />
      </div>
      <div class="rb-form-row">
        <Field
          {...state.field('capexEur', amount(project?.capexEur))}
          label={t('projects.capexEur')}
          inputMode="decimal"
          suffix="€"
          required
        />
        <Field
          {...state.field('jobsPotential', project?.jobsPotential)}
          label={t('projects.jobsPotential')}
          inputMode="numeric"
          required
        />
        <Field
          {...state.field('jobsPlanned', project?.jobsPlanned)}
          label={t('projects.jobsPlanned')}
          inputMode="numeric"
        />
        <Select
          {...state.field('status', project?.status ?? 'identified')}
          label={t('projects.status')}
          hint={t('projects.droppedHint')}
          empty={false}
          options={(['identified', 'dropped'] as const).map((value) => ({
            value,
            label: t(`projects.status.${value}`),
          }))}
        />
      </div>
      <Checkbox {...state.tick('isStructuring', project?.isStructuring)} label={t('projects.isStructuring')} />
      <ButtonGroup inline>
        <Button>{t('common.save')}</Button>
        <LinkButton href={listUrl(id, place)} kind="tertiary">
          {t('common.cancel')}
        </LinkButton>
      </ButtonGroup>
    </Form>
  );
}
