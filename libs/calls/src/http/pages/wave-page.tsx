import { formatDeadline } from '@rebond/kernel';
import { Callout, SummaryList, Timeline } from '@rebond/ui';
import type { Wave } from '../../application/wave.js';
import type { CallDefinition } from '../../domain/definition/definition.js';
import type { RecordedProlongation } from '../../infrastructure/prolongation-rows.js';
import { t } from '../../messages.fr.js';
import { statusOf } from '../present.js';
import { AmountsInWords, GridInWords, OpinionsInWords, PiecesInWords } from './call-in-words.js';
import { FormInWords } from './form-in-words.js';
import { Lines, Prose } from './prose.js';
import { calendarOf } from './wave-calendar.js';
import { timeLeftInWords, whenInWords } from './wave-words.js';
import { StartButton } from './waves-list.js';

export interface WavePageProps {
  readonly wave: Wave;
  readonly definition: CallDefinition;
  readonly prolongations: readonly RecordedProlongation[];
  readonly next: Wave | null;
  readonly at: Temporal.Instant;
}

const Status = ({ wave, at, prolongations }: WavePageProps) => {
  const status = statusOf(wave, at);
  const last = prolongations.at(-1);
  return (
    <Callout title={whenInWords(wave, at)} {...(status === 'open' ? { kind: 'success' as const } : {})}>
      {status === 'open' ? <p>{timeLeftInWords(at, wave.cutoffAt)}</p> : null}
      {last ? (
        <p>
          <strong>{t('wave.prolonged')}.</strong>{' '}
          {t('wave.prolongedFrom', { at: formatDeadline(last.previousCutoffAt), reason: last.reason })}
        </p>
      ) : null}
      {status === 'open' ? <StartButton wave={wave} /> : null}
      {status === 'closed' && wave.decidedAt ? <a href={`/laureats/${wave.id}`}>{t('waves.laureates')}</a> : null}
    </Callout>
  );
};

const Service = ({ definition: { operatingService: service } }: Pick<WavePageProps, 'definition'>) => (
  <>
    <p>{service.name}</p>
    <SummaryList
      rows={[
        { term: t('wave.contactAddress'), value: <Lines text={service.address} /> },
        { term: t('wave.contactPhone'), value: service.phone },
        { term: t('wave.contactEmail'), value: <a href={`mailto:${service.email}`}>{service.email}</a> },
      ]}
    />
  </>
);

/** All that a territory needs to know before it starts. */
export function WavePage(props: WavePageProps) {
  const { wave, definition, next } = props;
  return (
    <div class="rb-reading">
      <Status {...props} />
      <h2>{t('wave.programme')}</h2>
      <Prose text={definition.programme} />
      <h2>{t('wave.amounts')}</h2>
      <AmountsInWords definition={definition} />
      <h2>{t('wave.calendar')}</h2>
      <Timeline items={calendarOf(wave, definition, next)} />
      <p>{t('wave.legal', { months: definition.legal.decisionMonths })}</p>
      {definition.legal.unverified ? <p class="fr-hint-text">{t('wave.unverified')}</p> : null}
      <h2>{t('wave.grid')}</h2>
      <GridInWords definition={definition} />
      {definition.opinions.length === 0 ? null : (
        <>
          <h2>{t('wave.opinions')}</h2>
          <OpinionsInWords definition={definition} />
        </>
      )}
      <h2>{t('wave.pieces')}</h2>
      <PiecesInWords definition={definition} />
      <h2>{t('wave.form')}</h2>
      <p>{t('wave.formLead')}</p>
      <FormInWords definition={definition} />
      <p class="fr-mt-4w">
        <a class="fr-link" href={`/questions?wave=${wave.id}`}>
          {t('wave.questions')}
        </a>
      </p>
      <h2>{t('wave.contact')}</h2>
      <Service definition={definition} />
      {statusOf(wave, props.at) === 'open' ? <StartButton wave={wave} /> : null}
    </div>
  );
}
