import { formatDate } from '@rebond/kernel';
import { Alert, SummaryList, Time } from '@rebond/ui';
import type { GivenReceipt } from '../../application/form/receipt-of-deposit.js';
import { t } from '../../messages.form.fr.js';

export interface ReceiptProps extends GivenReceipt {
  readonly territory: string;
  readonly callTitle: string;
  readonly waveName: string;
  /** Zone of the territory. */
  readonly zone: string;
  readonly isSuspended: boolean;
}

/** Prose of a definition: its line breaks are those of the file, its blank lines part paragraphs. */
const Paragraphs = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/\n\s*\n/).map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
  </>
);

const day = (text: string): string => formatDate(Temporal.PlainDate.from(text));

const pieceText = ({ label, dueOn }: { readonly label: string; readonly dueOn: string | null }): string =>
  dueOn === null ? label : t('receipt.pieceDue', { label, date: day(dueOn) });

function implicitText({ receipt: { implicitRejectionOn }, isSuspended }: ReceiptProps): string {
  if (implicitRejectionOn !== null) return t('receipt.implicitText', { date: day(implicitRejectionOn) });
  return isSuspended ? t('receipt.suspended') : '';
}

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
          { term: t('receipt.implicit'), value: implicitText(props) },
          { term: t('receipt.appeal'), value: <Paragraphs text={receipt.appealRoutes} /> },
        ]}
      />
      <p class="fr-hint-text">{t('receipt.law')}</p>
      <p class="fr-hint-text rb-no-print">{t('receipt.print')}</p>
    </div>
  );
}
