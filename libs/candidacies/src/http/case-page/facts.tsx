import { waveInSentence } from '@rebond/calls';
import { Alert, Callout, Details, Time } from '@rebond/ui';
import type { CaseState } from '../../domain/machine.js';
import { t } from '../../messages.case.fr.js';
import { t as states } from '../../messages.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import type { OverviewProps } from './overview-props.js';

const GOOD: ReadonlySet<CaseState> = new Set(['selected', 'engineering', 'funded', 'closed']);

/** When it was decided and why, in the words of the decision. */
const Reasons = ({ candidacy, decision }: Pick<OverviewProps, 'candidacy' | 'decision'>) =>
  decision === null ? null : (
    <>
      <p>
        {t('outcome.on')} <Time at={decision.at} dateOnly />
      </p>
      {[...decision.reasons, ...decision.conditions].map((text) => (
        <p key={text} class="rb-prose">
          {text}
        </p>
      ))}
      {decision.letter === null ? null : (
        <p>
          <a
            class="fr-link fr-link--download"
            href={`/api/candidacies/${candidacy.id}/documents/${decision.letter.id}`}
            download
          >
            {t('outcome.letter', { name: decision.letter.filename })}
          </a>
        </p>
      )}
    </>
  );

const Appeal = ({ appealRoutes }: Pick<OverviewProps, 'appealRoutes'>) => (
  <Details summary={t('outcome.appeal')}>
    <p class="rb-prose">{appealRoutes}</p>
  </Details>
);

/** The decision as the territory and every other reader of the case sees it, once it has been taken. */
export function Outcome({ candidacy, appealRoutes, decision, nextWave }: OverviewProps) {
  const { state, context } = candidacy;
  if (GOOD.has(state))
    return (
      <Alert kind="success" title={t(state === 'closed' ? 'outcome.closed' : 'outcome.selected')}>
        <Reasons candidacy={candidacy} decision={decision} />
        {state === 'closed' ? <p>{t('outcome.closedText')}</p> : null}
      </Alert>
    );
  if (state === 'waitlisted')
    return (
      <Alert
        kind="info"
        title={
          nextWave === null ? t('outcome.waitlisted') : t('outcome.deferred', { wave: waveInSentence(nextWave.name) })
        }
      >
        <Reasons candidacy={candidacy} decision={decision} />
      </Alert>
    );
  if (state !== 'rejected' && state !== 'inadmissible') return null;
  const title =
    state === 'inadmissible'
      ? 'outcome.inadmissible'
      : context.rejection === 'implicit'
        ? 'outcome.lapsed'
        : 'outcome.rejected';
  return (
    <Callout title={t(title)}>
      <Reasons candidacy={candidacy} decision={decision} />
      <Appeal appealRoutes={appealRoutes} />
    </Callout>
  );
}

/** Other live candidacies on a part of the same perimeter; whose, only where the reader may read them too. */
export const Overlapping = ({ overlaps }: OverviewProps) =>
  overlaps.length === 0 ? null : (
    <section aria-labelledby="recoupements">
      <h2 id="recoupements">{t('overview.overlaps')}</h2>
      <p>{t('overlaps.hint')}</p>
      <ul>
        {overlaps.map(({ epci, candidacy }) => (
          <li key={candidacy?.id ?? epci.map(({ siren }) => siren).join()}>
            {epci.map(({ siren, name }) => name ?? siren).join(', ')} –{' '}
            {candidacy === null ? (
              t('overlaps.other')
            ) : (
              <a class="fr-link" href={caseUrl(candidacy.id)}>
                {candidacy.territory}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );

/** The candidacies that this one takes up. */
export const History = ({ candidacy, history }: OverviewProps) =>
  history.length === 0 ? null : (
    <section aria-labelledby="historique">
      <h2 id="historique">{t('overview.history')}</h2>
      <ul>
        {history.map((past) => (
          <li key={past.id}>
            <a class="fr-link" href={caseUrl(past.id)}>
              {past.receiptNumber ?? t('history.draft')}
            </a>
            {' – '}
            {states(`state.${past.state as CaseState}`)}, {t('history.started')} <Time at={past.startedAt} dateOnly />
          </li>
        ))}
      </ul>
      <p>
        <a class="fr-link" href={caseUrl(candidacy.id, 'differences')}>
          {t('history.compare')}
        </a>
      </p>
    </section>
  );
