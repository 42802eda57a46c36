import { Alert, SummaryList, Time } from '@rebond/ui';
import type { GivenReceipt } from '../../application/form/receipt-of-deposit.js';
import { implicitText, paragraphsOf, pieceText } from '../../application/papers/receipt-data.js';
import { t } from '../../messages.form.fr.js';

export interface ReceiptProps extends GivenReceipt {
  readonly territory: string;
  readonly callTitle: string;
  readonly waveName: string;
  /** Zone of the territory. */
  readonly zone: string;
  readonly isSuspended: boolean;
  /** The same as a document. */
  readonly pdfHref: string;
}

/** Prose of a definition. */
const Paragraphs = ({ text }: { readonly text: string }) => (
  <>
    {paragraphsOf(text).map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
  </>
);

/** What CRPA R112-5 asks of a receipt: when, by whom, what is still owed, what silence means, and how to appeal. */
export function ReceiptPage(props: ReceiptProps) {
  const { receipt, isLast, territory, callTitle, waveName, zone } = props;
  const { service } = receipt;
  return (
    <div class="rb-reading">
      {isLast ? (
        <p class="fr-text--lead rb-no-print">{t('receipt.lead')}</p>
      ) : (
        <Alert kind="warning" title={t('receipt.replaced')} />
      )}
      <SummaryList
        rows={[
          { term: t('receipt.number'), value: <strong>{receipt.receiptNumber}</strong> },
          { term: t('receipt.territory'), value: territory },
          { term: t('receipt.call'), value: `${callTitle}, ${waveName}` },
          { term: t('receipt.receivedAt'), value: <Time at={receipt.receivedAt} zone={zone} /> },
          { term: t('receipt.digest'), value: <code class="rb-digest">{receipt.digest}</code> },
          {
            term: t('receipt.service'),
            value: (
              <>
                <p>{service.name}</p>
                <p class="rb-prose">{service.address}</p>
                <p>
                  {service.phone}, {service.email}
                </p>
              </>
            ),
          },
          {
            term: t('receipt.pieces'),
            value:
              receipt.piecesOwed.length === 0 ? (
                t('receipt.noPiece')
              ) : (
                <ul>
                  {receipt.piecesOwed.map((piece) => (
                    <li key={`${piece.field} ${piece.siren ?? ''}`}>{pieceText(piece)}</li>
                  ))}
                </ul>
              ),
          },
          { term: t('receipt.implicit'), value: implicitText(receipt, props.isSuspended) },
          { term: t('receipt.appeal'), value: <Paragraphs text={receipt.appealRoutes} /> },
        ]}
      />
      <p class="fr-hint-text">{t('receipt.law')}</p>
      <p class="rb-no-print">
        <a class="fr-link fr-link--download" href={props.pdfHref} download>
          {t('receipt.download')}
        </a>
      </p>
      <p class="fr-hint-text rb-no-print">{t('receipt.print')}</p>
    </div>
  );
}
