import { Calls, type CallDefinition, type TextName, waveInSentence } from '@rebond/calls';
import {
  cents,
  dateIn,
  formatDate,
  formatDeadline,
  formatEuros,
  formatInstant,
  lastDayBefore,
  PARIS,
} from '@rebond/kernel';
import { z } from 'zod';
import type { Message, Tx } from '@rebond/platform';
import { completionOf } from '../../application/read/completion-row.js';
import { implicitRejectionAt } from '../../domain/legal-clock.js';
import { owedPieces } from '../../application/read/owed-pieces.js';
import type { CaseFile, Letter } from './case-letters.js';
import { bullets, deadlineText, NOTHING } from './words.js';

type AnyLetter = { [Name in TextName]: Omit<Letter<Name>, 'kind' | 'cause'> }[TextName];
type Writer = (tx: Tx, file: CaseFile, message: Message, calls: Calls) => Promise<AnyLetter>;

const day = (instant: Temporal.Instant): string => formatDate(dateIn(instant, PARIS));
const dayOrSuspended = (instant: Temporal.Instant | null): string =>
  instant === null ? 'date suspendue par les compléments attendus' : day(instant);
const legalDay = ({ candidacy }: CaseFile): string => dayOrSuspended(candidacy.implicitRejectionAt);

/** What a move tells its letter: amounts in the message, reasons in the erasable part of its entry. */
const extras = z.object({
  request: z.uuid().optional(),
  reasons: z.array(z.string()).default([]),
  /** Of who leaves. */
  reason: z.string().optional(),
  personDays: z.number().optional(),
  firmNames: z.array(z.string()).default([]),
  digest: z.string().default(''),
  receiptNumber: z.string().default(''),
  amountCents: z.int().default(0),
  funders: z.array(z.string()).default([]),
  signedOn: z.iso.date().optional(),
});

async function owed(tx: Tx, file: CaseFile): Promise<string> {
  const pieces = await owedPieces(tx, file.candidacy.id);
  return bullets(
    pieces
      .filter((piece) => piece.providedAt === null)
      .map((piece) =>
        piece.dueAt === null
          ? piece.label
          : `${piece.label}, au plus tard le ${formatDate(lastDayBefore(piece.dueAt))}`,
      ),
  );
}

async function nextCutoff(tx: Tx, file: CaseFile, calls: Calls): Promise<string> {
  const next = await calls.nextWaveAfter(tx, file.wave);
  return next === null ? 'à annoncer' : formatDeadline(next.cutoffAt);
}

const itemLabels = (definition: CallDefinition, fields: readonly string[]): string =>
  bullets(
    fields.map(
      (key) =>
        definition.sections.flatMap((section) => section.fields).find((field) => field.key === key)?.label ?? key,
    ),
  );

/** The receipt tells the dates of its deposit, whatever has come since. */
const receipt: Writer = async (tx, file, message) => ({
  text: 'receipt',
  values: {
    waveName: waveInSentence(file.wave.name),
    receivedAt: formatInstant(message.at),
    depositNumber: extras.parse(message.payload).receiptNumber,
    piecesOwed: await owed(tx, file),
    implicitRejectionDate: dayOrSuspended(
      implicitRejectionAt([{ kind: 'start', at: message.at }], file.definition.legal.decisionMonths),
    ),
    appealRoutes: file.definition.legal.appealRoutes,
    fingerprint: extras.parse(message.payload).digest,
  },
});

const completed: Writer = (_tx, file, message) =>
  Promise.resolve({
    text: 'completionReceived',
    values: { receivedAt: formatInstant(message.at), implicitRejectionDate: legalDay(file) },
  });

/** What is written to the territory when a case moves; a message without a line here is not written about, or by a higher
 * room (decisions, when their list is announced). */
export const LETTERS: Readonly<Record<string, Writer>> = {
  'candidacy.deposited': receipt,
  'candidacy.amended': receipt,
  'candidacy.expired': async (tx, file, _message, calls) => ({
    text: 'draftExpired',
    values: {
      waveName: waveInSentence(file.wave.name),
      cutoffAt: formatDeadline(file.wave.cutoffAt),
      nextCutoffAt: await nextCutoff(tx, file, calls),
    },
  }),
  'candidacy.withdrawn': (_tx, _file, message) =>
    Promise.resolve({ text: 'withdrawal', values: { withdrawnAt: formatInstant(message.at) } }),
  'candidacy.completion-requested': async (tx, file, message) => {
    const request = await completionOf(tx, extras.parse(message.payload).request ?? '');
    return {
      text: 'completionRequest',
      values: {
        items: itemLabels(file.definition, request.fields),
        message: request.message,
        dueDate: deadlineText(file.candidacy, request.dueAt),
      },
    };
  },
  'candidacy.completion-cancelled': async (tx, file, message) => {
    const request = await completionOf(tx, extras.parse(message.payload).request ?? '');
    return { text: 'completionCancelled', values: { items: itemLabels(file.definition, request.fields) } };
  },
  'candidacy.completion-answered': completed,
  'candidacy.completed': completed,
  'candidacy.declared-inadmissible': (_tx, file, message) =>
    Promise.resolve({
      text: 'inadmissible',
      values: {
        decidedOn: day(message.at),
        reasons: bullets(extras.parse(message.payload).reasons),
        appealRoutes: file.definition.legal.appealRoutes,
      },
    }),
  'candidacy.lapsed': async (tx, file, _message, calls) => ({
    text: 'implicitRejection',
    values: {
      implicitRejectionDate: legalDay(file),
      appealRoutes: file.definition.legal.appealRoutes,
      nextCutoffAt: await nextCutoff(tx, file, calls),
    },
  }),
  'candidacy.engaged': (_tx, _file, message) => {
    const { firmNames, personDays } = extras.parse(message.payload);
    return Promise.resolve({
      text: 'engagement',
      values: { firms: bullets(firmNames), personDays: String(personDays ?? 0) },
    });
  },
  'candidacy.funded': (_tx, _file, message) => {
    const { amountCents, funders, signedOn } = extras.parse(message.payload);
    return Promise.resolve({
      text: 'funding',
      values: {
        signedOn: signedOn === undefined ? day(message.at) : formatDate(Temporal.PlainDate.from(signedOn)),
        amount: formatEuros(cents(amountCents)),
        funders: funders.length === 0 ? NOTHING : funders.join(', '),
      },
    });
  },
  'candidacy.closed': (_tx, _file, message) =>
    Promise.resolve({ text: 'closure', values: { closedOn: day(message.at) } }),
  'candidacy.abandoned': (_tx, _file, message) => {
    const { reason } = extras.parse(message.payload);
    return Promise.resolve({
      text: 'abandonment',
      values: { abandonedOn: day(message.at), reason: bullets(reason === undefined ? [] : [reason]) },
    });
  },
};
