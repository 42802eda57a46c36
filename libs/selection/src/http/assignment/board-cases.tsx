import { caseUrl } from '@rebond/candidacies';
import { formatNumber } from '@rebond/kernel';
import { Button, Details, Form, Select, Table } from '@rebond/ui';
import type { BoardCase, BoardPair } from '../../application/assignment/read-board.js';
import { END_REASONS } from '../../infrastructure/assignment/assignment-rows.js';
import { t } from '../../messages.assignment.fr.js';
import type { BoardPageProps } from './board-props.js';
import { boardUrl } from './board-url.js';

/** Each candidacy with its reviewers, and why each was given it. */
export const BoardCases = (props: BoardPageProps) => (
  <Table
    caption={t('board.cases')}
    captionHidden
    columns={[
      { key: 'case', label: t('board.case'), rowHeader: true },
      { key: 'sum', label: t('board.sum'), numeric: true },
      { key: 'pairs', label: t('board.reviewers') },
    ]}
    rows={props.board.cases.map((one) => ({
      key: one.id,
      marked: one.pairs.some(({ isLate, isInConflict }) => isLate || isInConflict),
      cells: {
        case: <a href={caseUrl(one.id)}>{one.territory}</a>,
        sum: formatNumber(one.pairs.reduce((sum, { affinity }) => sum + affinity, 0)),
        pairs: one.pairs.map((pair) => <Pair key={pair.id} {...props} one={one} pair={pair} />),
      },
    }))}
  />
);

type PairProps = BoardPageProps & { readonly one: BoardCase; readonly pair: BoardPair };

const marksOf = (pair: BoardPair): string =>
  [
    ...(pair.submittedAt === null ? [] : [t('board.submitted')]),
    ...(pair.isLate ? [t('board.late')] : []),
    ...(pair.locked ? [t('board.locked')] : []),
    ...(pair.isInConflict ? [t('board.conflict')] : []),
  ].join(', ');

const Pair = (props: PairProps) => {
  const { board, pair } = props;
  const marks = marksOf(pair);
  return (
    <Details summary={`${pair.name} (${formatNumber(pair.affinity)})${marks === '' ? '' : ` – ${marks}`}`}>
      <p>
        <strong>{t('board.why')}</strong> {whyInWords(props)}
      </p>
      {board.round?.status === 'proposed' ? <Lock {...props} /> : null}
      {pair.submittedAt === null && board.round ? <Give {...props} version={board.round.version} /> : null}
    </Details>
  );
};

/** « Pourquoi ce relecteur », in one sentence. */
function whyInWords({ board, pair: { why } }: PairProps): string {
  const labels = board.topics.filter(({ key }) => why.topics.includes(key)).map(({ label }) => label);
  return t('board.whyText', {
    asked: why.asked,
    known: why.topics.length,
    topics: labels.length === 0 ? 'none' : labels.join(', '),
    region: String(why.knowsRegion),
    rank: why.rank,
    possible: why.possible,
  });
}

const Lock = ({ board, csrf, once, one, pair }: PairProps) => (
  <Form
    action={boardUrl(board.waveId, 'verrous', pair.id)}
    csrf={csrf}
    once={once()}
    {...(board.round ? { version: board.round.version } : {})}
  >
    <input type="hidden" name="locked" value={String(!pair.locked)} />
    <Button kind="tertiary" small>
      {t(pair.locked ? 'board.unlock' : 'board.lock')}
      <span class="fr-sr-only">
        {' '}
        – {t(pair.locked ? 'board.unlockOf' : 'board.lockOf', { name: pair.name, territory: one.territory })}
      </span>
    </Button>
  </Form>
);

const Give = ({ board, csrf, once, one, pair, version }: PairProps & { readonly version: number }) =>
  one.suggested.length === 0 ? null : (
    <Form action={boardUrl(board.waveId, 'remplacement')} csrf={csrf} version={version} once={once()}>
      <input type="hidden" name="candidacyId" value={one.id} />
      <input type="hidden" name="replaces" value={pair.id} />
      <Select
        id={`par-${pair.id}`}
        name="seatId"
        label={t('board.giveTo')}
        options={one.suggested.map(({ seatId, name, affinity }) => ({
          value: seatId,
          label: t('board.suggestion', { name, affinity: formatNumber(affinity) }),
        }))}
      />
      <Select
        id={`motif-${pair.id}`}
        name="reason"
        label={t('board.giveReason')}
        value={pair.isLate ? 'late' : pair.isInConflict ? 'recused' : 'unavailable'}
        options={END_REASONS.map((reason) => ({ value: reason, label: t(`board.reason.${reason}`) }))}
      />
      <Button kind="tertiary" small>
        {t('board.giveSubmit')}
      </Button>
    </Form>
  );
