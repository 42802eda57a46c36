import type { CallDefinition } from '@rebond/calls';
import { fillText } from '@rebond/calls';
import type { Json } from '@rebond/kernel';
import type { DecisionLine } from '../../domain/lines.js';
import { t } from '../../messages.letters.fr.js';
import { decisionValues, TEXT_OF, type DecisionCircumstances } from './decision-values.js';
import { letterBlocks } from './letter-blocks.js';
import { senderOf, signatureLines, type Signatory } from './letter-head.js';

/** What a letter says of its list: its number and its signatory, or that it is not decided yet. */
export interface LetterOfList {
  /** « 2023-004 »; null while the list is a proposal. */
  readonly number: string | null;
  /** Null while the list is a proposal. */
  readonly signatory: Signatory | null;
}

function textOf(definition: CallDefinition, name: (typeof TEXT_OF)[keyof typeof TEXT_OF]) {
  const text = definition.texts[name];
  if (!text) throw new RangeError(`The call has no text ${name}`);
  return text;
}

/** All that the letter of a line says, as data for its layout. */
export function letterData(
  line: DecisionLine,
  circumstances: DecisionCircumstances,
  link: string,
  list: LetterOfList,
): Json {
  const { candidacy, definition } = circumstances;
  const values = { ...decisionValues(line, circumstances), link };
  const text = textOf(definition, TEXT_OF[line.outcome]);
  const sentences = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(' ; ')]),
  );
  const subject = fillText(text.subject, sentences).replace(/\s+/g, ' ').trim();
  const number = list.number ?? t('letter.noNumber');
  return {
    title: subject,
    subject: t('letter.subject', { subject }),
    sender: senderOf(definition),
    recipient: { role: t('letter.recipient'), name: candidacy.territory },
    date: t('letter.date', { date: sentences['decidedOn'] ?? '' }),
    notice: list.signatory === null ? t('letter.draft') : null,
    references: [
      [t('letter.number'), number],
      [t('letter.candidacy'), candidacy.receiptNumber ?? ''],
    ],
    groundsTitle: t('letter.grounds'),
    grounds: line.outcome === 'reject' ? definition.legal.sources.map(({ reference }) => reference) : [],
    blocks: letterBlocks(text.body, values) as unknown as Json,
    signature: list.signatory === null ? [t('letter.unsigned')] : signatureLines(list.signatory),
    footer: t('letter.footer', { number, reference: candidacy.receiptNumber ?? '' }),
  };
}
