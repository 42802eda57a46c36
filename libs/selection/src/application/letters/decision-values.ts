import type { CallDefinition, PlaceholderOf, TextName } from '@rebond/calls';
import type { Candidacy } from '@rebond/candidacies';
import { centsOfEuros, dateIn, formatDate, formatEuros, formatInstant, formatNumber, PARIS } from '@rebond/kernel';
import type { DecisionLine, Outcome } from '../../domain/lines.js';
import { unwrapped, type LetterValues } from './letter-blocks.js';

/** Which of a call's texts notifies an outcome. */
export const TEXT_OF = {
  select: 'decisionFavourable',
  waitlist: 'waitingList',
  reject: 'decisionUnfavourable',
} as const satisfies Readonly<Record<Outcome, TextName>>;

export type DecisionText = (typeof TEXT_OF)[Outcome];

/** What a decision's text speaks of, beside its line. */
export interface DecisionCircumstances {
  readonly decidedAt: Temporal.Instant;
  readonly candidacy: Candidacy;
  readonly definition: CallDefinition;
  /** Pieces that the case owes already, in words. */
  readonly owed: readonly string[];
  /** Cut-off of the next wave; null when none has been created. */
  readonly nextCutoffAt: Temporal.Instant | null;
  /** Name of the wave that the line defers to; null without a deferral. */
  readonly nextWaveName: string | null;
}

const NONE = 'néant';
const day = (instant: Temporal.Instant): string => formatDate(dateIn(instant, PARIS));
const orNone = (items: readonly string[]): string | readonly string[] => (items.length === 0 ? NONE : items);

function envelopeOf({ envelopeCents }: DecisionLine, { amounts }: CallDefinition): string {
  const { minEur, maxEur } = amounts.envelope;
  if (envelopeCents !== null) return formatEuros(envelopeCents);
  return `de ${formatEuros(centsOfEuros(minEur))} à ${formatEuros(centsOfEuros(maxEur))}, à fixer`;
}

/** Pieces that only laureates are asked for. */
const ofLaureates = ({ sections }: CallDefinition): readonly string[] =>
  sections.flatMap(({ fields }) =>
    fields.filter(({ requirement }) => requirement === 'afterSelection').map(({ label }) => label),
  );

/** The values that a decision's text may speak of, whichever its outcome: the mail and the letter say the same. */
export function decisionValues(
  line: DecisionLine,
  { decidedAt, candidacy, definition, owed, nextCutoffAt, nextWaveName }: DecisionCircumstances,
): LetterValues & Readonly<Record<Exclude<PlaceholderOf<DecisionText>, 'link'>, string | readonly string[]>> {
  const { name, address, phone, email } = definition.operatingService;
  return {
    callTitle: definition.title,
    territory: candidacy.territory,
    reference: candidacy.receiptNumber ?? '',
    serviceName: name,
    serviceAddress: address.trim(),
    servicePhone: phone,
    serviceEmail: email,
    decidedOn: day(decidedAt),
    envelope: envelopeOf(line, definition),
    personDays: formatNumber(line.personDays ?? definition.amounts.engineering?.personDays ?? 0),
    conditions: line.conditions ?? NONE,
    piecesOwed: orNone([...owed, ...ofLaureates(definition)]),
    reasons: orNone(line.reasons),
    appealRoutes: unwrapped(definition.legal.appealRoutes),
    nextCutoffAt: nextCutoffAt === null ? 'à annoncer' : formatInstant(nextCutoffAt),
    nextWaveName: nextWaveName ?? 'sans report à une autre relève',
    implicitRejectionDate:
      candidacy.implicitRejectionAt === null
        ? 'date suspendue par les compléments attendus'
        : day(candidacy.implicitRejectionAt),
  };
}
