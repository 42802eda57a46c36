import { randomUUID } from 'node:crypto';
import { caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import {
  Button,
  Euros,
  faultAt,
  Field,
  fieldId,
  Form,
  Radios,
  SummaryList,
  Table,
  Tag,
  TextArea,
  Time,
  formState,
  type Again,
} from '@rebond/ui';
import type { ConsultationView } from '../../application/consult/consultation.js';
import type { ProjectView } from '../../application/read/projects.js';
import { CONSULTATION_KINDS } from '../../domain/consultation.js';
import { t } from '../../messages.fr.js';
import { t as c } from '../../messages.consult.fr.js';
import { count, dayText, schemeOptions, schemeText } from '../parts/words.js';
import type { ListPlace } from './list-place.js';
import { ProjectForm } from './project-form.js';

export interface ProjectSheetProps {
  readonly id: CandidacyId;
  readonly project: ProjectView;
  readonly place: ListPlace;
  readonly consultations: readonly ConsultationView[];
  readonly mayEdit: boolean;
  readonly mayAsk: boolean;
  /** Now, to tell what is overdue. */
  readonly at: Temporal.Instant;
  readonly csrf: string | null;
  readonly again: Again | null;
}

/** One project: what it is, where it is routed, what others say of it. */
export const ProjectSheet = (props: ProjectSheetProps) => {
  const { id, project, place, consultations, mayEdit, mayAsk, csrf, again } = props;
  return (
    <>
      <h2>{t('projects.sheet')}</h2>
      {project.invented ? (
        <p>
          <Tag small>{t('common.invented')}</Tag>
        </p>
      ) : null}
      {mayEdit ? <ProjectForm {...{ id, project, place, csrf, again }} /> : <Facts project={project} />}
      <h2>{t('route.title')}</h2>
      <p>{project.schemes.length === 0 ? t('route.none') : project.schemes.map(schemeText).join(', ')}</p>
      {mayAsk ? <RouteForm {...props} /> : null}
      <h2>{c('consult.title')}</h2>
      {consultations.length === 0 ? <p>{c('consult.none')}</p> : <Consultations {...props} />}
      {mayAsk ? <ConsultForm {...props} /> : null}
    </>
  );
};

const Facts = ({ project }: Pick<ProjectSheetProps, 'project'>) => (
  <SummaryList
    rows={[
      { term: t('projects.intitule'), value: project.title },
      { term: t('common.company'), value: project.company },
      ...(project.siren === null ? [] : [{ term: t('common.siren'), value: project.siren }]),
      { term: t('projects.capexEur'), value: <Euros euros={project.capexEur} /> },
      { term: t('projects.jobsPotential'), value: count(project.jobsPotential) },
      { term: t('projects.jobsPlanned'), value: count(project.jobsPlanned) },
      { term: t('projects.isStructuring'), value: project.isStructuring ? t('common.yes') : t('common.no') },
      { term: t('projects.status'), value: t(`projects.status.${project.status}`) },
    ]}
  />
);

/** The verb takes many routes; the page sends one. */
const SCHEME_FIELD = fieldId('orientation/routes/0/scheme');

function RouteForm({ id, project, csrf, again }: ProjectSheetProps) {
  const state = formState('orientation', again);
  return (
    <Form action={caseUrl(id, 'projets', project.id, 'orientation')} csrf={csrf} once={randomUUID()}>
      <Field
        {...state.field('scheme')}
        id={SCHEME_FIELD}
        fault={faultAt(state.faults, '/routes/0/scheme')}
        label={t('route.scheme')}
        hint={t('route.schemeHint')}
        list={schemeOptions().map(({ label }) => label)}
        required
        maxLength={100}
      />
      <Button kind="secondary">{t('route.submit')}</Button>
    </Form>
  );
}

const Consultations = ({ consultations, at }: ProjectSheetProps) => (
  <Table
    caption={c('consult.caption')}
    captionHidden
    columns={[
      { key: 'who', label: c('consult.who'), rowHeader: true },
      { key: 'when', label: c('consult.when') },
      { key: 'reply', label: c('consult.reply') },
    ]}
    rows={consultations.map((one) => ({
      key: one.id,
      cells: {
        who: (
          <>
            {one.organisation}
            <span class="rb-under">{c(`consult.asked.${one.kind}`)}</span>
          </>
        ),
        when: <Time at={one.askedAt} dateOnly />,
        reply: <Reply one={one} at={at} />,
      },
    }))}
  />
);

function Reply({ one, at }: { readonly one: ConsultationView; readonly at: Temporal.Instant }) {
  if (one.answer === null || one.answeredAt === null) {
    const isOver = Temporal.Instant.compare(Temporal.Instant.from(one.dueAt), at) <= 0;
    return <>{isOver ? c('consult.overdue') : c('consult.waiting', { day: dayText(one.dueAt) })}</>;
  }
  return (
    <>
      <strong>{c(`answer.${one.answer}`)}</strong>
      {one.comment === null ? null : <p class="rb-said">{one.comment}</p>}
      <span class="rb-under">
        {c('consult.by', { respondent: one.respondent ?? one.organisation, day: dayText(one.answeredAt) })}
      </span>
    </>
  );
}

function ConsultForm({ id, project, csrf, again }: ProjectSheetProps) {
  const state = formState('consultation', again);
  return (
    <section class="rb-section" aria-labelledby="demander">
      <h3 id="demander">{c('consult.form')}</h3>
      <p>{c('consult.formHint')}</p>
      <Form action={caseUrl(id, 'projets', project.id, 'consultation')} csrf={csrf} once={randomUUID()}>
        <Radios
          {...state.field('kind')}
          legend={c('consult.kind')}
          required
          options={CONSULTATION_KINDS.map((value) => ({ value, label: c(`consult.kind.${value}`) }))}
        />
        <div class="rb-form-row">
          <Field {...state.field('organisation')} label={c('consult.organisation')} required maxLength={200} />
          <Field {...state.field('name')} label={c('consult.name')} required autocomplete="off" maxLength={200} />
          <Field
            {...state.field('email')}
            label={c('consult.email')}
            type="email"
            required
            autocomplete="off"
            maxLength={200}
          />
        </div>
        <TextArea
          {...state.field('message')}
          label={c('consult.message')}
          hint={c('consult.messageHint')}
          rows={3}
          maxLength={2000}
        />
        <Button kind="secondary" icon="send-plane-line">
          {c('consult.submit')}
        </Button>
      </Form>
    </section>
  );
}
