import { eurosOfCents } from '@rebond/kernel';
import { formatNumberOf, type DecisionList, type Signature } from '../../domain/decision-list.js';
import type { ListedLine } from '../../domain/lines.js';
import type { Cancellation } from '../../domain/cancellation.js';
import type { Difference } from '../../infrastructure/difference-rows.js';

const presentSignature = ({ seatId, personId, onBehalfOf, at }: Signature) => ({
  seatId: seatId as string,
  personId: personId as string,
  /** Holder of the function, when the person signs by a dated delegation. */
  onBehalfOf: onBehalfOf as string | null,
  at: at.toString(),
});

/** A list as the API shows it; a type, so that it is JSON. */
export type ListView = ReturnType<typeof presentList>;

export const presentList = (list: DecisionList) => ({
  id: list.id as string,
  waveId: list.waveId as string,
  title: list.title,
  status: list.status,
  version: list.version,
  proposed: presentSignature(list.proposed),
  validated: list.validated === null ? null : presentSignature(list.validated),
  number: list.number === null ? null : formatNumberOf(list.number),
  contentHash: list.contentHash,
  announceAt: list.announceAt?.toString() ?? null,
  announcedAt: list.announcedAt?.toString() ?? null,
  withdrawnAt: list.withdrawnAt?.toString() ?? null,
  cancelledAt: list.cancelledAt?.toString() ?? null,
  /** Cancelled list that it corrects. */
  replaces: list.replaces as string | null,
});

const presentLine = (line: ListedLine) => ({
  candidacyId: line.candidacyId as string,
  expectedVersion: line.expectedVersion,
  outcome: line.outcome,
  reasons: line.reasons,
  nextWaveId: line.nextWaveId as string | null,
  envelopeEur: line.envelopeCents === null ? null : eurosOfCents(line.envelopeCents),
  personDays: line.personDays as number | null,
  conditions: line.conditions,
  /** When its case left the frozen list, « retirée ». */
  struckAt: line.struckAt?.toString() ?? null,
});
export type LineView = ReturnType<typeof presentLine>;

const presentDifference = ({ candidacyId, version, by, before, reason }: Difference) => ({
  candidacyId: candidacyId as string,
  /** Version of the list that it made. */
  version,
  by: presentSignature(by),
  outcomeBefore: before?.outcome ?? null,
  reason,
});
export type DifferenceView = ReturnType<typeof presentDifference>;

const presentCancellation = ({ reason, asked, confirmed }: Cancellation) => ({
  reason,
  asked: presentSignature(asked),
  confirmed: confirmed === null ? null : presentSignature(confirmed),
});
export type CancellationView = ReturnType<typeof presentCancellation>;

export type ListWithLinesView = ListView & {
  readonly lines: readonly LineView[];
  readonly differences: readonly DifferenceView[];
  /** That was asked, or done; null also where it is not told. */
  readonly cancellation: CancellationView | null;
};

interface Around {
  readonly differences?: readonly Difference[];
  readonly cancellation?: Cancellation | null;
}

export const presentListWithLines = (
  list: DecisionList,
  lines: readonly ListedLine[],
  { differences = [], cancellation = null }: Around = {},
): ListWithLinesView => ({
  ...presentList(list),
  lines: lines.map(presentLine),
  differences: differences.map(presentDifference),
  cancellation: cancellation === null ? null : presentCancellation(cancellation),
});

/** An announced list with where it left each case. */
export type AnnouncedView = ListWithLinesView & {
  readonly moved: readonly { readonly candidacyId: string; readonly state: string; readonly version: number }[];
};
