import { formatNumber } from '@rebond/kernel';
import { Button, Details, Field, Form, Table } from '@rebond/ui';
import type { BoardReviewer } from '../../application/assignment/read-board.js';
import { t } from '../../messages.assignment.fr.js';
import type { BoardPageProps } from './board-props.js';
import { boardUrl } from './board-url.js';
import { ExpertiseFields } from './expertise-fields.js';

/** Load that a reviewer is first asked. */
const USUAL_LOAD = 5;

/** The seats that may review: their loads, what they know, and who is enrolled. */
export const BoardReviewers = (props: BoardPageProps) => (
  <Table
    caption={t('board.reviewers')}
    captionHidden
    empty={t('reviewer.none')}
    columns={[
      { key: 'name', label: t('board.reviewer'), rowHeader: true },
      { key: 'load', label: t('reviewer.load'), numeric: true },
      { key: 'knows', label: t('reviewer.knows') },
      { key: 'act', label: t('reviewer.update') },
    ]}
    rows={props.board.reviewers.map((one) => ({
      key: one.seatId,
      cells: {
        name: `${one.name}, ${one.title} (${one.organisation})`,
        load: one.isEnrolled
          ? t('reviewer.loadOf', { load: formatNumber(one.load), max: formatNumber(one.maxLoad) })
          : t('reviewer.notEnrolled'),
        knows: knowsInWords(props, one),
        act: <Enrol {...props} one={one} />,
      },
    }))}
  />
);

function knowsInWords({ board, regions }: BoardPageProps, one: BoardReviewer): string {
  const labels = board.topics.filter(({ key }) => one.topics.includes(key)).map(({ label }) => label);
  const names = one.regions.flatMap((code) => regions.get(code) ?? []);
  const late = one.isEnrolled && !one.isReady ? [t('reviewer.undeclared')] : [];
  return [...labels, ...names, ...late].join(', ');
}

const Enrol = ({ board, regions, csrf, once, one }: BoardPageProps & { readonly one: BoardReviewer }) => {
  const action = boardUrl(board.waveId, 'relecteurs', one.seatId);
  return (
    <Details summary={t(one.isEnrolled ? 'reviewer.update' : 'reviewer.enrol')}>
      <Form action={action} csrf={csrf} once={once()}>
        <Field
          id={`max-${one.seatId}`}
          name="maxLoad"
          label={t('reviewer.maxLoad')}
          value={one.isEnrolled ? one.maxLoad : USUAL_LOAD}
          inputMode="numeric"
        />
        <Field
          id={`min-${one.seatId}`}
          name="minLoad"
          label={t('reviewer.minLoad')}
          value={one.minLoad}
          inputMode="numeric"
        />
        <ExpertiseFields topics={board.topics} regions={regions} expertise={one} idPrefix={`sait-${one.seatId}`} />
        <Button kind="secondary" small>
          {t(one.isEnrolled ? 'reviewer.update' : 'reviewer.enrol')}
        </Button>
      </Form>
      {one.isEnrolled ? (
        <Form action={`${action}/retrait`} csrf={csrf} once={once()}>
          <Button kind="tertiary" small>
            {t('reviewer.dismiss')}
          </Button>
        </Form>
      ) : null}
    </Details>
  );
};
