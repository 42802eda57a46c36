import { dateIn } from '@rebond/kernel';
import { eventsForPeople } from '../../domain/decide.js';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** A candidacy as the API shows it; a type, so that it is JSON. */
export type CandidacyView = ReturnType<typeof present>;

export const present = (candidacy: Candidacy) => ({
  id: candidacy.id as string,
  waveId: candidacy.waveId as string,
  state: candidacy.state,
  version: candidacy.version,
  territory: candidacy.territory,
  leadSiren: candidacy.leadSiren as string,
  perimeter: candidacy.perimeter as readonly string[],
  departement: candidacy.departement,
  regions: candidacy.regions,
  admissibility: candidacy.context.admissibility,
  rejection: candidacy.context.rejection,
  nextWaveId: candidacy.context.nextWaveId,
  startedAt: candidacy.startedAt.toString(),
  depositedAt: candidacy.depositedAt?.toString() ?? null,
  receiptNumber: candidacy.receiptNumber,
  implicitRejectionOn: candidacy.implicitRejectionAt === null ? null : dateIn(candidacy.implicitRejectionAt).toString(),
  previousId: candidacy.previousId as string | null,
  /** Events that people may bring to this state; their guards are asked when they come. */
  events: eventsForPeople(candidacy.state),
});
