import { eurosOfCents } from '@rebond/kernel';
import type { DecisionList, Signature } from '../../domain/decision-list.js';
import type { DecisionLine } from '../../domain/lines.js';

const presentSignature = ({ seatId, personId, at }: Signature) => ({
  seatId: seatId as string,
  personId: personId as string,
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
  withdrawnAt: list.withdrawnAt?.toString() ?? null,
});

const presentLine = (line: DecisionLine) => ({
  candidacyId: line.candidacyId as string,
  expectedVersion: line.expectedVersion,
  outcome: line.outcome,
  reasons: line.reasons,
  nextWaveId: line.nextWaveId as string | null,
  envelopeEur: line.envelopeCents === null ? null : eurosOfCents(line.envelopeCents),
  personDays: line.personDays as number | null,
  conditions: line.conditions,
});

export type ListWithLinesView = ListView & { readonly lines: readonly ReturnType<typeof presentLine>[] };

export const presentListWithLines = (list: DecisionList, lines: readonly DecisionLine[]): ListWithLinesView => ({
  ...presentList(list),
  lines: lines.map(presentLine),
});

/** A validated list with where it left each case. */
export type ValidatedView = ListWithLinesView & {
  readonly moved: readonly { readonly candidacyId: string; readonly state: string; readonly version: number }[];
};
