import { timeLeftInWords, WaveBadge, whenInWords, type Wave } from '@rebond/calls';
import { LaureateFigures, LaureateMap, type Laureate } from '@rebond/reporting';
import { ButtonGroup, Callout, LinkButton, Table, type PageContent } from '@rebond/ui';
import { t } from './messages.fr.js';

export interface HomeProps {
  /** The open wave that closes first; without one, the next to open. */
  readonly wave: Wave | null;
  readonly isOpen: boolean;
  readonly at: Temporal.Instant;
  readonly laureates: readonly Laureate[];
}

const STEPS = ['1', '2', '3', '4'] as const;
const ACTORS = ['territories', 'office', 'bdt', 'state', 'bpifrance', 'firms'] as const;

const NextWave = ({ wave, isOpen, at }: HomeProps) =>
  wave === null ? (
    <p>{t('home.none')}</p>
  ) : (
    <Callout title={t(isOpen ? 'home.next' : 'home.nextUpcoming')} {...(isOpen ? { kind: 'success' as const } : {})}>
      <WaveBadge wave={wave} at={at} />
      <p>
        <strong>{wave.name}.</strong> {whenInWords(wave, at)}.{' '}
        {timeLeftInWords(at, isOpen ? wave.cutoffAt : wave.opensAt)}.
      </p>
      <ButtonGroup>
        <LinkButton href={`/releves/${wave.id}`} icon="arrow-right-line">
          {t('home.start')}
        </LinkButton>
        <LinkButton href="/releves" kind="secondary">
          {t('home.allWaves')}
        </LinkButton>
      </ButtonGroup>
    </Callout>
  );

/** The first page: what the programme is, who does what, the next cut-off, and what is published of the laureates. */
export const homePage = (props: HomeProps): PageContent => ({
  title: t('home.title'),
  heading: t('home.heading'),
  lead: t('home.lead'),
  body: (
    <>
      <NextWave {...props} />
      <h2>{t('home.steps')}</h2>
      <ol class="rb-steps">
        {STEPS.map((n) => (
          <li key={n}>
            <h3>{t(`home.step${n}`)}</h3>
            <p>{t(`home.step${n}Text`)}</p>
          </li>
        ))}
      </ol>
      {props.laureates.length === 0 ? null : (
        <>
          <h2>{t('home.figures')}</h2>
          <div class="rb-columns">
            <LaureateMap laureates={props.laureates} />
            <div>
              <LaureateFigures laureates={props.laureates} />
              <ButtonGroup>
                <LinkButton href="/laureats" kind="secondary">
                  {t('home.laureates')}
                </LinkButton>
                <LinkButton href="/questions" kind="secondary">
                  {t('home.questions')}
                </LinkButton>
              </ButtonGroup>
            </div>
          </div>
        </>
      )}
      <h2>{t('home.who')}</h2>
      <Table
        caption={t('home.whoCaption')}
        captionHidden
        columns={[
          { key: 'actor', label: t('home.actor'), rowHeader: true },
          { key: 'does', label: t('home.does') },
        ]}
        rows={ACTORS.map((actor) => ({
          key: actor,
          cells: { actor: t(`home.${actor}`), does: t(`home.${actor}Do`) },
        }))}
      />
    </>
  ),
});
