import type { CallDefinition } from '@rebond/calls';
import type { Candidacy } from '@rebond/candidacies';
import { dateIn, formatDate, type Json } from '@rebond/kernel';
import type { Appeal } from '../../domain/appeals/appeal.js';
import { t } from '../../messages.appeals.fr.js';
import { t as letters } from '../../messages.letters.fr.js';
import { unwrapped, type LetterBlock } from '../letters/letter-blocks.js';
import { senderOf, signatureLines, type Signatory } from '../letters/letter-head.js';

const paragraph = (...lines: readonly string[]): LetterBlock => ({ kind: 'paragraph', lines });

/** The letter that rejects an appeal to the State, as data for the layout of decisions. */
export function answerData(
  appeal: Pick<Appeal, 'kind' | 'decision' | 'decidedAt' | 'receivedOn'>,
  { candidacy, definition }: { readonly candidacy: Candidacy; readonly definition: CallDefinition },
  answer: { readonly reasons: string; readonly on: Temporal.PlainDate; readonly signatory: Signatory },
): Json {
  const reference = candidacy.receiptNumber ?? '';
  const kind = t(`kind.${appeal.kind}`);
  const decision = t(`decision.${appeal.decision}`);
  const subject = t('answer.subject', { kind, territory: candidacy.territory });
  const blocks = [
    paragraph(t('answer.greeting')),
    paragraph(
      t('answer.rejected', {
        ...{ kind: kind.toLowerCase(), decision: decision.toLowerCase() },
        receivedOn: formatDate(appeal.receivedOn),
        decidedOn: formatDate(dateIn(appeal.decidedAt)),
      }),
    ),
    paragraph(...answer.reasons.split('\n')),
    paragraph(t('answer.routes')),
    paragraph(...unwrapped(definition.legal.appealRoutes).split('\n')),
  ];
  return {
    title: subject,
    subject: letters('letter.subject', { subject }),
    sender: senderOf(definition),
    recipient: { role: letters('letter.recipient'), name: candidacy.territory },
    date: letters('letter.date', { date: formatDate(answer.on) }),
    notice: null,
    references: [[letters('letter.candidacy'), reference]],
    groundsTitle: letters('letter.grounds'),
    grounds: definition.legal.sources.map((one) => one.reference),
    blocks: blocks as unknown as Json,
    signature: signatureLines(answer.signatory),
    footer: t('answer.footer', { reference }),
  };
}
