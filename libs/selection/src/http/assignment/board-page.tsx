import { formatInstant, formatNumber } from '@rebond/kernel';
import { Badge, Button, Callout, Details, Field, Form, FormRefusal, formState } from '@rebond/ui';
import { t } from '../../messages.assignment.fr.js';
import { BoardCases } from './board-cases.js';
import type { BoardPageProps } from './board-props.js';
import { BoardReviewers } from './board-reviewers.js';
import { boardUrl } from './board-url.js';

/** The assignment of a wave: what is proposed, how good it is, then candidacies and reviewers. */
export const BoardPage = (props: BoardPageProps) => {
  const { board, again } = props;
  const { round } = board;
  return (
    <>
      <FormRefusal again={again} />
      <Badge kind={round?.status === 'validated' ? 'success' : 'new'}>
        {t(`board.status.${round?.status ?? 'none'}`)}
      </Badge>
      {round ? (
        <p>
          {t('board.figures', {
            least: formatNumber(round.minAffinity),
            total: formatNumber(round.totalAffinity),
            proven: String(round.proven),
            seconds: formatNumber(Math.round(round.seconds * 10) / 10),
          })}
          {round.dueAt === null ? null : (
            <> {t('board.due', { at: formatInstant(Temporal.Instant.from(round.dueAt)) })}</>
          )}
        </p>
      ) : null}
      {round?.status === 'validated' ? null : <Propose {...props} />}
      {round?.status === 'proposed' ? <Validate {...props} version={round.version} /> : null}
      <h2>{t('board.cases')}</h2>
      <BoardCases {...props} />
      <h2>{t('board.reviewers')}</h2>
      <BoardReviewers {...props} />
    </>
  );
};

const Propose = ({ board: { waveId, round }, csrf, once, again }: BoardPageProps) => (
  <Form action={boardUrl(waveId, 'proposition')} csrf={csrf} once={once()}>
    <Details summary={t('board.options')} open={again?.form === 'proposition'}>
      <Field
        {...formState('proposition', again).field('seed', round?.seed ?? 0)}
        label={t('board.seed')}
        hint={t('board.seedHint')}
        inputMode="numeric"
      />
    </Details>
    <Button>{t(round ? 'board.proposeAgain' : 'board.propose')}</Button>
  </Form>
);

const Validate = ({ board: { waveId }, csrf, once, version }: BoardPageProps & { readonly version: number }) => (
  <Callout title={t('board.validate')}>
    <p>{t('board.validateHint')}</p>
    <Form action={boardUrl(waveId, 'validation')} csrf={csrf} version={version} once={once()}>
      <Button>{t('board.validate')}</Button>
    </Form>
  </Callout>
);
