import { Card, CardGrid, LinkButton, Pagination, Table, Time } from '@rebond/ui';
import type { Wave } from '../../application/wave.js';
import { t } from '../../messages.fr.js';
import { statusOf } from '../present.js';
import { timeLeftInWords, WaveBadge, whenInWords } from './wave-words.js';
import { waveInSentence } from '../../domain/waves.js';

interface Props {
  readonly waves: readonly Wave[];
  readonly at: Temporal.Instant;
  readonly next: string | null;
}

const OpenWave = ({ wave, at }: { readonly wave: Wave; readonly at: Temporal.Instant }) => (
  <Card
    title={wave.name}
    href={`/releves/${wave.id}`}
    badge={<WaveBadge wave={wave} at={at} />}
    detail={whenInWords(wave, at)}
    level={3}
  >
    <p>{timeLeftInWords(at, statusOf(wave, at) === 'upcoming' ? wave.opensAt : wave.cutoffAt)}</p>
  </Card>
);

/** Open waves first, with the time left; then those to come, and those that are closed. */
export function WavesList({ waves, at, next }: Props) {
  const of = (status: ReturnType<typeof statusOf>): readonly Wave[] =>
    waves.filter((wave) => statusOf(wave, at) === status);
  const open = of('open').toReversed();
  const upcoming = of('upcoming').toReversed();
  return (
    <>
      <h2>{t(open.length > 1 ? 'waves.openMany' : 'waves.open')}</h2>
      {open.length === 0 ? (
        <p>{t('waves.noneOpen')}</p>
      ) : (
        <CardGrid>
          {open.map((wave) => (
            <OpenWave key={wave.id} wave={wave} at={at} />
          ))}
        </CardGrid>
      )}
      <h2>{t('waves.upcoming')}</h2>
      {upcoming.length === 0 ? (
        <p>{t('waves.noneUpcoming')}</p>
      ) : (
        <ul>
          {upcoming.map((wave) => (
            <li key={wave.id}>
              <a href={`/releves/${wave.id}`}>{wave.name}</a> : {whenInWords(wave, at)}
            </li>
          ))}
        </ul>
      )}
      <h2>{t('waves.closed')}</h2>
      <Table
        caption={t('waves.closedCaption')}
        captionHidden
        columns={[
          { key: 'name', label: t('waves.name') },
          { key: 'cutoff', label: t('waves.cutoff') },
          { key: 'results', label: t('waves.results') },
        ]}
        rows={of('closed').map((wave) => ({
          key: wave.id,
          href: `/releves/${wave.id}`,
          cells: {
            name: wave.name,
            cutoff: <Time at={wave.cutoffAt} />,
            results: wave.decidedAt ? (
              <a
                href={`/laureats/${wave.id}`}
                aria-label={t('waves.seeLaureates', { name: waveInSentence(wave.name) })}
              >
                {t('waves.laureates')}
              </a>
            ) : (
              t('waves.undecided')
            ),
          },
        }))}
      />
      <Pagination next={next === null ? null : `/releves?after=${encodeURIComponent(next)}`} />
    </>
  );
}

export const StartButton = ({ wave }: { readonly wave: Wave }) => (
  <LinkButton href={`/candidatures?releve=${wave.id}`} icon="arrow-right-line">
    {t('wave.start')}
  </LinkButton>
);
