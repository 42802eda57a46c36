import type { DomainError } from '@rebond/kernel';
import { Button, Form, Time, Upload } from '@rebond/ui';
import type { PieceView } from '../../application/pieces/pieces-of-case.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.case.fr.js';
import { PieceStatus } from '../case-page/due.js';
import { caseUrl } from '../frame/case-frame.js';
import { Refused } from '../frame/refused.js';

export interface PieceToGive {
  readonly piece: PieceView;
  /** Media types that the field accepts. */
  readonly accept: string | undefined;
  readonly maxBytes: number | undefined;
}

export interface PiecesProps {
  readonly candidacy: Candidacy;
  readonly pieces: readonly PieceToGive[];
  /** Whether the case still takes pieces. */
  readonly isTaken: boolean;
  readonly csrf: string | null;
  readonly once: string;
  readonly refusal: DomainError | null;
}

const keyOf = ({ field, siren }: PieceView): string => (siren === null ? field : `${field}-${siren}`);

const Give = ({ candidacy, csrf, piece, accept, maxBytes }: Omit<PiecesProps, 'pieces'> & PieceToGive) => (
  <Form action={caseUrl(candidacy.id, 'pieces', piece.field)} csrf={csrf} files>
    {piece.siren === null ? null : <input type="hidden" name="siren" value={piece.siren} />}
    <Upload
      name="file"
      id={`piece-${keyOf(piece)}`}
      label={t('pieces.file')}
      {...(accept === undefined ? {} : { accept })}
      {...(maxBytes === undefined ? {} : { maxBytes })}
    />
    <Button kind="secondary">
      {t('pieces.give')}
      <span class="fr-sr-only">{t('pieces.giveWhich', { piece: piece.label })}</span>
    </Button>
  </Form>
);

/** Every piece owed, what is still to come first, with the file to give. */
export const Pieces = (props: PiecesProps) => {
  const { candidacy, pieces, isTaken, refusal } = props;
  const sorted = pieces.toSorted((a, b) => Number(a.piece.providedAt !== null) - Number(b.piece.providedAt !== null));
  return (
    <>
      <Refused refusal={refusal} idOf={() => null} />
      <p>{t(pieces.length === 0 ? 'pieces.none' : 'pieces.lead')}</p>
      {sorted.map((one) => (
        <article key={keyOf(one.piece)} class="rb-panel" aria-labelledby={`titre-${keyOf(one.piece)}`}>
          <h2 id={`titre-${keyOf(one.piece)}`}>{one.piece.label}</h2>
          <PieceStatus piece={one.piece} />
          <p>
            {one.piece.dueOn === null ? (
              t('pieces.noDate')
            ) : (
              <>
                {t('pieces.dueOn')} <Time at={one.piece.dueOn} />
              </>
            )}
          </p>
          {isTaken && one.piece.providedAt === null ? <Give {...props} {...one} /> : null}
          {one.piece.documentId === null ? null : (
            <p>
              <a class="fr-link" href={`/api/candidacies/${candidacy.id}/documents/${one.piece.documentId}`}>
                {t('pieces.document')}
                <span class="fr-sr-only">{t('pieces.giveWhich', { piece: one.piece.label })}</span>
              </a>
            </p>
          )}
        </article>
      ))}
    </>
  );
};
