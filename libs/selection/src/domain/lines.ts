import { say } from '@rebond/kernel';
import type { CandidacyId, Cents, Fault, PersonDays, WaveId } from '@rebond/kernel';

export const OUTCOMES = ['select', 'waitlist', 'reject'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a list decides of one case. */
export interface DecisionLine {
  readonly candidacyId: CandidacyId;
  /** Version of the case that the proposer saw: the list decides of that case and no other. */
  readonly expectedVersion: number;
  readonly outcome: Outcome;
  /** In fact or in law; a rejection has at least one (CRPA L211-2). */
  readonly reasons: readonly string[];
  /** Later wave that a waiting-listed case is deferred to. */
  readonly nextWaveId: WaveId | null;
  /** Target envelope of a laureate, all funders together. */
  readonly envelopeCents: Cents | null;
  readonly personDays: PersonDays | null;
  readonly conditions: string | null;
}

/** A line of a list, as it stands. */
export interface ListedLine extends DecisionLine {
  /** When its case left; it is announced with nothing. */
  readonly struckAt: Temporal.Instant | null;
}

/** What the rules know of the call when they read a line. */
export interface Frame {
  readonly waveId: WaveId;
  /** Waves of the same call that close after it. */
  readonly laterWaves: ReadonlySet<WaveId>;
  readonly engineering: boolean;
  readonly envelope: { readonly minCents: number; readonly maxCents: number };
}

/** What the rules know of the case of a line. */
export interface CaseFacts {
  readonly waveId: WaveId;
  /** Wave that it is deferred to already. */
  readonly deferredTo: WaveId | null;
  /** Why its machine would refuse the outcome, once another person validates it. */
  readonly refusal: { readonly code: string; readonly reason: string } | null;
}

interface LineRule {
  readonly code: string;
  readonly at: keyof DecisionLine;
  readonly detail: string;
  readonly broken: (line: DecisionLine, frame: Frame, facts: CaseFacts) => boolean;
}

const RULES: readonly LineRule[] = [
  {
    code: 'reason-required',
    at: 'reasons',
    detail: say`Un rejet est motivé : donnez au moins un motif de fait ou de droit (CRPA, art. L211-2).`,
    broken: ({ outcome, reasons }) => outcome === 'reject' && reasons.length === 0,
  },
  {
    code: 'deferral-needs-waiting-list',
    at: 'nextWaveId',
    detail: say`Seule une candidature mise sur liste d'attente est reportée à une relève ultérieure.`,
    broken: ({ outcome, nextWaveId }) => nextWaveId !== null && outcome !== 'waitlist',
  },
  {
    code: 'not-a-later-wave',
    at: 'nextWaveId',
    detail: say`Un report va à une relève du même appel, close après celle-ci.`,
    broken: ({ nextWaveId }, { laterWaves }) => nextWaveId !== null && !laterWaves.has(nextWaveId),
  },
  ...(['envelopeCents', 'personDays', 'conditions'] as const).map((at): LineRule => ({
    code: 'award-needs-selection',
    at,
    detail: say`Enveloppe, jours-hommes et conditions ne s'attachent qu'à une sélection.`,
    broken: (line) => line.outcome !== 'select' && line[at] !== null,
  })),
  {
    code: 'envelope-out-of-range',
    at: 'envelopeCents',
    detail: say`Cette enveloppe sort de la fourchette que fixe l'appel.`,
    broken: ({ envelopeCents }, { envelope }) =>
      envelopeCents !== null && (envelopeCents < envelope.minCents || envelopeCents > envelope.maxCents),
  },
  {
    code: 'no-engineering',
    at: 'personDays',
    detail: say`Cet appel ne comporte pas de phase d'ingénierie : il n'accorde pas de jours-hommes.`,
    broken: ({ personDays }, { engineering }) => personDays !== null && !engineering,
  },
  {
    code: 'other-wave',
    at: 'candidacyId',
    detail: say`Cette candidature n'est ni de cette relève, ni reportée à celle-ci.`,
    broken: (_, { waveId }, facts) => facts.waveId !== waveId && facts.deferredTo !== waveId,
  },
];

/** Names of the input's members where they differ from the line's. */
const MEMBER: Readonly<Partial<Record<keyof DecisionLine, string>>> = { envelopeCents: 'envelopeEur' };

const fault = (n: number, at: keyof DecisionLine, code: string, detail: string): Fault => ({
  pointer: `/lines/${n}/${MEMBER[at] ?? at}`,
  code,
  detail,
});

/** Do two lines decide the same? */
export const isSameLine = (a: DecisionLine, b: DecisionLine): boolean =>
  a.outcome === b.outcome &&
  a.nextWaveId === b.nextWaveId &&
  a.envelopeCents === b.envelopeCents &&
  a.personDays === b.personDays &&
  a.conditions === b.conditions &&
  a.reasons.length === b.reasons.length &&
  a.reasons.every((reason, i) => reason === b.reasons[i]);

/** Lines whose case another line of the list has named before. */
export function repeatedLines(lines: readonly DecisionLine[]): Fault[] {
  const seen = new Set<CandidacyId>();
  return lines.flatMap(({ candidacyId }, n) => {
    const repeated = seen.has(candidacyId);
    seen.add(candidacyId);
    return repeated
      ? [fault(n, 'candidacyId', 'repeated-line', say`Cette candidature figure deux fois dans la liste.`)]
      : [];
  });
}

/** Every fault of every line, located in the proposal. */
export const lineFaults = (
  lines: readonly DecisionLine[],
  frame: Frame,
  factsOf: (line: DecisionLine) => CaseFacts,
): Fault[] =>
  lines.flatMap((line, n) => {
    const facts = factsOf(line);
    return [
      ...RULES.filter((rule) => rule.broken(line, frame, facts)).map(({ at, code, detail }) =>
        fault(n, at, code, detail),
      ),
      ...(facts.refusal ? [fault(n, 'outcome', facts.refusal.code, facts.refusal.reason)] : []),
    ];
  });

export interface ChangedCase {
  readonly candidacyId: CandidacyId;
  readonly expectedVersion: number;
  readonly currentVersion: number;
}

/** Cases that are no longer what the list decides of. */
export const changedCases = (lines: readonly DecisionLine[], versionOf: (id: CandidacyId) => number): ChangedCase[] =>
  lines.flatMap(({ candidacyId, expectedVersion }) => {
    const currentVersion = versionOf(candidacyId);
    return currentVersion === expectedVersion ? [] : [{ candidacyId, expectedVersion, currentVersion }];
  });
