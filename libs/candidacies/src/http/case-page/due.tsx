import { scopeOf } from '@rebond/identity';
import { Badge, Table, Time } from '@rebond/ui';
import type { PieceView } from '../../application/pieces/pieces-of-case.js';
import { t } from '../../messages.case.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Deadline } from '../frame/deadline.js';
import type { OverviewProps } from './overview-props.js';

/** Completion requests that wait for an answer. */
export const CompletionsDue = ({ candidacy, openCompletions, role }: OverviewProps) =>
  candidacy.state !== 'incomplete' ? null : (
    <section aria-labelledby="complements">
      <h2 id="complements">{t('overview.completions')}</h2>
      <ul>
        {openCompletions.map(({ id, dueAt, fields }) => (
          <li key={id}>
            {t('overview.completion', { count: fields.length })}{' '}
            <strong>
              <Deadline at={dueAt} departement={candidacy.departement} />
            </strong>
          </li>
        ))}
      </ul>
      {scopeOf(role, 'candidacy.answer-completion') === null ? null : (
        <p>
          <a class="fr-link" href={caseUrl(candidacy.id, 'complements')}>
            {t('overview.completionsLink')}
          </a>
        </p>
      )}
    </section>
  );

export const PieceStatus = ({ piece }: { readonly piece: PieceView }) => {
  if (piece.providedAt !== null)
    return (
      <Badge kind={piece.late ? 'warning' : 'success'}>{t(piece.late ? 'piece.providedLate' : 'piece.provided')}</Badge>
    );
  return <Badge kind={piece.late ? 'error' : 'info'}>{t(piece.late ? 'piece.late' : 'piece.owed')}</Badge>;
};

/** Pieces promised with the deposit or asked of laureates, with their dates. */
export const PiecesDue = ({ candidacy, pieces, offers }: OverviewProps) =>
  pieces.length === 0 ? null : (
    <section aria-labelledby="pieces">
      <h2 id="pieces">{t('overview.pieces')}</h2>
      <Table
        caption={t('pieces.caption')}
        captionHidden
        columns={[
          { key: 'label', label: t('pieces.piece') },
          { key: 'due', label: t('pieces.due') },
          { key: 'status', label: t('pieces.status') },
        ]}
        rows={pieces.map((piece) => ({
          key: `${piece.field}:${piece.siren ?? ''}`,
          cells: {
            label: piece.label,
            due: piece.dueOn === null ? t('pieces.noDate') : <Time at={piece.dueOn} />,
            status: <PieceStatus piece={piece} />,
          },
        }))}
      />
      {!offers.includes('provide-piece') ? null : (
        <p>
          <a class="fr-link" href={caseUrl(candidacy.id, 'pieces')}>
            {t('overview.piecesLink')}
          </a>
        </p>
      )}
    </section>
  );
