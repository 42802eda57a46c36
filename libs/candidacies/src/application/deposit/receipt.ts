import type { CallDefinition } from '@rebond/calls';
import { dateIn } from '@rebond/kernel';
import type { Candidacy } from '../../infrastructure/case-row.js';
import type { OwedPiece } from '../pieces/owed.js';

/** What CRPA R112-5 asks of a receipt; a type, not an interface, so that it is JSON. */
export type Receipt = {
  readonly candidacyId: string;
  readonly version: number;
  readonly state: string;
  readonly receiptNumber: string;
  /** When the complete request had arrived. */
  readonly receivedAt: string;
  /** SHA-256 of the frozen answers. */
  readonly digest: string;
  readonly service: { readonly name: string; readonly address: string; readonly phone: string; readonly email: string };
  readonly piecesOwed: readonly {
    readonly field: string;
    readonly siren: string | null;
    readonly label: string;
    readonly dueOn: string | null;
  }[];
  /** First day on which silence is a rejection; silence never accepts (CRPA L231-4). */
  readonly implicitRejectionOn: string | null;
  readonly appealRoutes: string;
};

export const receiptOf = (
  candidacy: Candidacy,
  definition: Pick<CallDefinition, 'operatingService' | 'legal'>,
  act: { receiptNumber: string; receivedAt: Temporal.Instant; digest: string; owed: readonly OwedPiece[] },
): Receipt => ({
  candidacyId: candidacy.id,
  version: candidacy.version,
  state: candidacy.state,
  receiptNumber: act.receiptNumber,
  receivedAt: act.receivedAt.toString(),
  digest: act.digest,
  service: definition.operatingService,
  piecesOwed: act.owed.map(({ field, siren, label, dueAt }) => ({
    field,
    siren: siren === '' ? null : siren,
    label,
    // A due instant is exclusive: the end of the last day.
    dueOn: dueAt === null ? null : dateIn(dueAt.subtract({ nanoseconds: 1 })).toString(),
  })),
  implicitRejectionOn: candidacy.implicitRejectionAt === null ? null : dateIn(candidacy.implicitRejectionAt).toString(),
  appealRoutes: definition.legal.appealRoutes,
});
