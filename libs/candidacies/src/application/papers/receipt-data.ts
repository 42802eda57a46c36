import { formatDate, formatDeadline, formatInstant, PARIS, timeZoneOfDepartement, type Json } from '@rebond/kernel';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.form.fr.js';
import { t as papers } from '../../messages.papers.fr.js';
import type { Receipt } from '../deposit/receipt.js';
import type { GivenReceipt } from '../form/receipt-of-deposit.js';

const day = (text: string): string => formatDate(Temporal.PlainDate.from(text));

/** « Délibération, due le 2 mai 2023 ». */
export const pieceText = ({ label, dueOn }: Receipt['piecesOwed'][number]): string =>
  dueOn === null ? label : t('receipt.pieceDue', { label, date: day(dueOn) });

/** What silence means, and from when. */
export function implicitText({ implicitRejectionOn }: Receipt, isSuspended: boolean): string {
  if (implicitRejectionOn !== null) return t('receipt.implicitText', { date: day(implicitRejectionOn) });
  return isSuspended ? t('receipt.suspended') : '';
}

/** Prose of a definition: its line breaks are those of the file, its blank lines part paragraphs. */
export const paragraphsOf = (text: string): readonly string[] =>
  text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim());

const receivedText = (receivedAt: Temporal.Instant, departement: string): string => {
  const zone = timeZoneOfDepartement(departement);
  const paris = papers('file.parisTime', { at: formatInstant(receivedAt) });
  return zone === PARIS ? paris : `${paris}\n${papers('receipt.localTime', { at: formatInstant(receivedAt, zone) })}`;
};

export interface ReceiptFrame {
  readonly callTitle: string;
  readonly waveName: string;
  readonly cutoffAt: Temporal.Instant;
}

/** What CRPA R112-5 asks of a receipt, as data for its layout. */
export function receiptData(given: GivenReceipt, candidacy: Candidacy, frame: ReceiptFrame): Json {
  const { receipt, isLast } = given;
  const { service } = receipt;
  const { territory, departement, state } = candidacy;
  return {
    title: papers('receipt.title', { number: receipt.receiptNumber }),
    author: service.name,
    sender: {
      name: service.name,
      address: service.address.trim().split('\n'),
      contact: [service.phone, service.email],
    },
    heading: t('receipt.title'),
    notice: isLast ? null : t('receipt.replaced'),
    facts: [
      [t('receipt.number'), receipt.receiptNumber],
      [t('receipt.territory'), territory],
      [t('receipt.call'), `${frame.callTitle}, ${frame.waveName}`],
      [t('receipt.receivedAt'), receivedText(Temporal.Instant.from(receipt.receivedAt), departement)],
      [papers('file.cutoff'), papers('file.parisTime', { at: formatDeadline(frame.cutoffAt) })],
    ],
    sections: [
      {
        title: t('receipt.pieces'),
        items: receipt.piecesOwed.map(pieceText),
        text: receipt.piecesOwed.length === 0 ? [t('receipt.noPiece')] : [],
      },
      { title: t('receipt.implicit'), items: [], text: [implicitText(receipt, state === 'incomplete')] },
      { title: t('receipt.appeal'), items: [], text: [...paragraphsOf(receipt.appealRoutes)] },
    ],
    law: t('receipt.law'),
    digest: papers('receipt.digest', { digest: receipt.digest }),
    footer: papers('receipt.footer', { call: frame.callTitle, number: receipt.receiptNumber }),
  };
}
