import { say } from '@rebond/kernel';
import type { CaseEvent, EventName, FactsOf } from './events.js';

/** What the machine remembers of a case beside its state; each is a column. */
export interface CaseContext {
  /** Does the definition have an engineering phase? */
  readonly engineering: boolean;
  readonly admissibility: 'pending' | 'admissible' | 'inadmissible';
  /** How the case was rejected, if it was. */
  readonly rejection: 'express' | 'implicit' | null;
  readonly nextWaveId: string | null;
}

interface Guard {
  readonly reason: string;
  readonly test: (context: CaseContext, event: CaseEvent) => boolean;
}

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const isBefore = (a: string, b: string): boolean => Temporal.Instant.compare(at(a), at(b)) < 0;

/** A predicate over the facts of one kind of event; false for any other. */
function on<Name extends EventName>(
  names: readonly Name[],
  reason: string,
  test: (facts: FactsOf<Name>, context: CaseContext) => boolean,
): Guard {
  return {
    reason,
    test: (context, event) =>
      (names as readonly string[]).includes(event.type) && test(event.facts as FactsOf<Name>, context),
  };
}

const DECISIONS = ['SELECT', 'WAITLIST', 'REJECT'] as const;

/** Named predicates; the reason is what the person reads when one says no. */
export const GUARDS = {
  theWaveIsOpen: on(
    ['DEPOSIT'],
    say`La relève n'est pas encore ouverte.`,
    (facts) => !isBefore(facts.receivedAt, facts.opensAt),
  ),
  receivedBeforeCutoff: on(
    ['DEPOSIT'],
    say`La date limite est passée : le dépôt est arrivé à l'instant limite ou après.`,
    (facts) => isBefore(facts.receivedAt, facts.cutoffAt),
  ),
  nothingBlockingIsMissing: on(
    ['DEPOSIT'],
    say`Des éléments indispensables au dépôt manquent.`,
    (facts) => facts.blockingMissing === 0,
  ),
  firstDepositOfTheLead: on(
    ['DEPOSIT'],
    say`Ce chef de file a déjà déposé une candidature dans cette relève.`,
    (facts) => facts.firstDeposit === null,
  ),
  perimeterStillOpen: on(['CHANGE_PERIMETER'], say`La date limite est passée : le périmètre ne change plus.`, (facts) =>
    isBefore(facts.now, facts.cutoffAt),
  ),
  cutoffHasPassed: on(
    ['EXPIRE'],
    say`La date limite n'est pas passée.`,
    (facts) => !isBefore(facts.now, facts.cutoffAt),
  ),
  deadlineIsAhead: on(['REQUEST_COMPLETION'], say`L'échéance demandée est déjà passée.`, (facts) =>
    isBefore(facts.now, facts.dueAt),
  ),
  othersStillOpen: on(
    ['ANSWER_COMPLETION', 'CANCEL_COMPLETION'],
    say`Aucune autre demande de complément n'est ouverte.`,
    (facts) => facts.stillOpen > 0,
  ),
  isAdmissible: on(
    ['SELECT', 'WAITLIST'],
    say`La recevabilité de la candidature n'a pas été prononcée.`,
    (_, context) => context.admissibility === 'admissible',
  ),
  twoPersonsDecided: on(
    DECISIONS,
    say`La personne qui valide une décision ne peut pas être celle qui la propose.`,
    (facts) => facts.proposedBy !== facts.validatedBy,
  ),
  rejectedBySilence: on(
    ['SELECT'],
    say`Un rejet exprès ne se change pas en sélection : le territoire dépose une nouvelle candidature.`,
    (_, context) => context.rejection === 'implicit',
  ),
  legalDateHasPassed: on(
    ['LAPSE'],
    say`La date de rejet implicite n'est pas atteinte.`,
    (facts) => facts.implicitRejectionAt !== null && !isBefore(facts.now, facts.implicitRejectionAt),
  ),
  callHasEngineering: on(
    ['ENGAGE'],
    say`Cet appel ne comporte pas de phase d'ingénierie.`,
    (_, context) => context.engineering,
  ),
  firmsAreEngaged: on(
    ['ENGAGE'],
    say`Une mission engage au moins un cabinet et un volume de jours-hommes.`,
    (facts) => facts.firms > 0 && facts.personDays > 0,
  ),
  callHasNoEngineering: on(
    ['FUND'],
    say`L'ingénierie de ce territoire n'a pas encore été engagée.`,
    (_, context) => !context.engineering,
  ),
  closingCommitteeWasHeld: on(
    ['FUND'],
    say`Le comité de pilotage de clôture de l'ingénierie ne s'est pas tenu.`,
    (facts) => facts.closingCommitteeHeld,
  ),
  anAgreementIsSigned: on(
    ['FUND'],
    say`Aucune convention attributive n'est signée.`,
    (facts) => facts.agreementsSigned > 0,
  ),
} as const satisfies Readonly<Record<string, Guard>>;

export type GuardName = keyof typeof GUARDS;
