import { type Wave, waveInSentence } from '@rebond/calls';
import { formatDate, timeZoneOfDepartement } from '@rebond/kernel';
import { Card, CardGrid, LinkButton, Table } from '@rebond/ui';
import type { MyCandidacy, MyTerritory } from '../../application/form/my-candidacies.js';
import { t } from '../../messages.form.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { StateBadge } from '../frame/state-badge.js';
import { CutoffTime } from './cutoff-time.js';
import { leftText } from './words.js';

function owedText({ owed, owedBy }: MyCandidacy): string {
  return owedBy === null
    ? t('next.pieces', { count: owed })
    : t('next.piecesBy', { count: owed, date: formatDate(owedBy) });
}

/** States in which a promised piece is still waited for. */
const OWING: ReadonlySet<string> = new Set(['submitted', 'incomplete', 'selected', 'engineering', 'funded']);

/** What its territory has to do next with a candidacy. */
function nextText(mine: MyCandidacy): string {
  const { standing, candidacy, owed, depositor } = mine;
  if (standing.kind === 'late') return t('next.late');
  if (standing.kind === 'completing') return t('next.completing');
  if (standing.kind === 'lacking') return t('next.lacking', { count: standing.missing + standing.faults });
  if (standing.kind === 'ready' && standing.deposit === 'none')
    return t(depositor === null ? 'next.deposit' : 'next.depositByLead');
  if (standing.kind === 'ready' && standing.deposit === 'changed')
    return t(depositor === null ? 'next.redeposit' : 'next.redepositByLead');
  if (owed > 0 && OWING.has(candidacy.state)) return owedText(mine);
  if (standing.kind === 'ready') return t('next.amend');
  const { state } = candidacy;
  return state === 'draft' || state === 'expired' || state === 'incomplete' ? '' : t(`next.state.${state}`);
}

function nextHref({ standing, candidacy: { id } }: MyCandidacy): string {
  if (standing.kind === 'lacking') return caseUrl(id, 'formulaire');
  if (standing.kind === 'ready' && standing.deposit !== 'same') return caseUrl(id, 'depot');
  return standing.kind === 'completing' ? caseUrl(id, 'complements') : caseUrl(id);
}

interface WaveProps {
  readonly wave: Wave;
  readonly mine: MyTerritory;
  readonly zone: string;
  readonly mayStart: boolean;
}

function OpenWave({ wave, mine, zone, mayStart }: WaveProps) {
  const already = mine.candidacies.filter(
    ({ candidacy }) => candidacy.waveId === wave.id && !['withdrawn', 'expired'].includes(candidacy.state),
  );
  const isLead = already.some(({ candidacy }) => candidacy.leadSiren === mine.siren);
  return (
    <Card title={wave.name} level={3} detail={leftText(mine.now, wave.cutoffAt)}>
      <p>
        {t('mine.cutoff')} : <CutoffTime at={wave.cutoffAt} zone={zone} />
      </p>
      {already.length > 0 ? (
        <p>
          {t('mine.already')}{' '}
          {already.map(({ candidacy }) => (
            <a key={candidacy.id} href={caseUrl(candidacy.id, 'formulaire')}>
              {candidacy.territory}
            </a>
          ))}
        </p>
      ) : null}
      {mayStart && !isLead ? (
        <LinkButton href={`/candidatures/nouvelle?releve=${wave.id}`}>
          {t('mine.start')}
          <span class="fr-sr-only"> {t('mine.startIn', { wave: waveInSentence(wave.name) })}</span>
        </LinkButton>
      ) : null}
      {mayStart || already.length > 0 ? null : <p>{t('mine.leadOnly')}</p>}
    </Card>
  );
}

/** The territory's first page. */
export function MinePage({ mine, mayStart }: { readonly mine: MyTerritory; readonly mayStart: boolean }) {
  const { openWaves, candidacies } = mine;
  const over = candidacies.filter(({ mayBeTakenUp }) => mayBeTakenUp);
  return (
    <>
      <h2>{t('mine.candidacies')}</h2>
      <Table
        caption={t('mine.candidacies')}
        captionHidden
        empty={t('mine.none')}
        columns={[
          { key: 'territory', label: t('receipt.territory'), rowHeader: true },
          { key: 'wave', label: t('start.wave') },
          { key: 'state', label: t('mine.state') },
          { key: 'next', label: t('mine.next') },
        ]}
        rows={candidacies.map((one) => ({
          key: one.candidacy.id,
          href: caseUrl(one.candidacy.id),
          cells: {
            territory: one.candidacy.territory,
            wave: one.wave.name,
            state: <StateBadge state={one.candidacy.state} />,
            next: <a href={nextHref(one)}>{nextText(one)}</a>,
          },
        }))}
      />
      <h2>{t('mine.openWaves')}</h2>
      {openWaves.length === 0 ? (
        <p>
          {t('mine.noOpenWave')} <a href="/releves">{t('mine.allWaves')}</a>
        </p>
      ) : (
        <CardGrid>
          {openWaves.map((wave) => (
            <OpenWave
              key={wave.id}
              wave={wave}
              mine={mine}
              zone={timeZoneOfDepartement(mine.departement ?? '')}
              mayStart={mayStart}
            />
          ))}
        </CardGrid>
      )}
      {mayStart && over.length > 0 && openWaves.length > 0 ? (
        <>
          <h2>{t('mine.earlier')}</h2>
          <p>{t('mine.earlierHelp')}</p>
          <ul>
            {over.map(({ candidacy, wave }) => (
              <li key={candidacy.id}>
                <a href={caseUrl(candidacy.id, 'reprise')}>
                  {t('mine.carryOver', { territory: candidacy.territory, wave: waveInSentence(wave.name) })}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
