import { randomUUID } from 'node:crypto';
import { caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import {
  Badge,
  Button,
  Field,
  Form,
  Radios,
  SummaryList,
  TextArea,
  Timeline,
  Euros,
  type BadgeKind,
  formState,
  type Again,
} from '@rebond/ui';
import type { DossierView as Dossier } from '../../application/dossiers/dossiers.js';
import type { DossierStatus } from '../../domain/dossier.js';
import { t } from '../../messages.fr.js';

const KINDS: Readonly<Record<DossierStatus | 'none', BadgeKind>> = {
  none: 'none',
  deposited: 'info',
  examination: 'new',
  granted: 'success',
  refused: 'error',
  paid: 'success',
  withdrawn: 'none',
};

export const StatusBadge = ({ status }: { readonly status: DossierStatus | null }) => (
  <Badge kind={KINDS[status ?? 'none']}>{t(`status.${status ?? 'none'}`)}</Badge>
);

export interface DossierViewProps {
  readonly id: CandidacyId;
  readonly dossier: Dossier;
  readonly mayFollow: boolean;
  readonly csrf: string | null;
  readonly again: Again | null;
}

/** One project at Bpifrance: what it is, what became of it, and for Bpifrance what comes next. */
export const DossierView = (props: DossierViewProps) => {
  const { dossier, mayFollow } = props;
  return (
    <>
      <StatusBadge status={dossier.status} />
      <SummaryList
        rows={[
          { term: t('dossiers.project'), value: dossier.title },
          { term: t('awards.beneficiary'), value: dossier.company },
          { term: t('dossiers.capex'), value: <Euros euros={dossier.capexEur} /> },
          { term: t('dossiers.jobs'), value: String(dossier.jobsPlanned) },
        ]}
      />
      {dossier.statuses.length === 0 ? null : (
        <>
          <h2>{t('dossiers.history')}</h2>
          <Timeline
            items={dossier.statuses.map(({ status, decidedOn, note }) => ({
              at: decidedOn,
              title: t(`status.${status}`),
              detail: note,
            }))}
          />
        </>
      )}
      {mayFollow ? <StatusForm {...props} /> : null}
    </>
  );
};

function StatusForm({ id, dossier, csrf, again }: DossierViewProps) {
  const { field } = formState('statut', again);
  if (dossier.next.length === 0) return <p>{t('dossiers.ended')}</p>;
  return (
    <section class="rb-section" aria-labelledby="statut">
      <h2 id="statut">{t('dossiers.update')}</h2>
      <Form
        id="formulaire"
        action={caseUrl(id, 'financement', 'projets', dossier.projectId)}
        csrf={csrf}
        version={dossier.version}
        once={randomUUID()}
      >
        <Radios
          {...field('status')}
          legend={t('dossiers.status')}
          required
          options={dossier.next.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
        <Field {...field('decidedOn')} label={t('dossiers.decidedOn')} type="date" required />
        <TextArea
          {...field('note')}
          label={t('dossiers.note')}
          hint={t('dossiers.noteHint')}
          rows={3}
          maxLength={1000}
        />
        <Button>{t('dossiers.submit')}</Button>
      </Form>
    </section>
  );
}
