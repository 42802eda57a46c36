import type { WorklistLine } from './read-worklist.js';

/** A line of the worklist as the API shows it; a type, so that it is JSON. */
export type WorklistLineView = ReturnType<typeof presentLine>;

export const presentLine = (line: WorklistLine) => ({
  id: line.id as string,
  territory: line.territory,
  leadSiren: line.leadSiren,
  version: line.version,
  receiptNumber: line.receiptNumber,
  depositedAt: line.depositedAt?.toString() ?? null,
  admissibility: line.admissibility,
  state: line.state,
  wave: line.wave as { readonly id: string; readonly name: string },
  departement: line.departement,
  regions: line.regions,
  officer: line.officer,
  nextActor: line.nextActor,
  nextSince: line.nextSince.toString(),
  nextDue: line.nextDue?.toString() ?? null,
  late: line.isLate,
  changedAt: line.changedAt.toString(),
  unread: line.isUnread,
});
