import { Calls, completeness } from '@rebond/calls';
import { AbsentError } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { receiptOf, type Receipt } from '../deposit/receipt.js';
import { documentsOf } from '../documents/documents.js';
import { owedOf } from '../pieces/owed.js';
import { depositsOf, snapshotOf } from '../read/deposits.js';

/** The receipt of one deposit of a case, as it was given; `isLast` when nothing has replaced that deposit. */
export interface GivenReceipt {
  readonly n: number;
  readonly isLast: boolean;
  readonly receipt: Receipt;
}

/**
 * Makes a receipt again from the frozen file: what is due is told as on the day of the deposit, whatever came since.
 * @param n number of the deposit; its last when null
 * @throws AbsentError when there is no such deposit
 */
export async function receiptOfDeposit(
  tx: Tx,
  calls: Calls,
  candidacy: Candidacy,
  n: number | null,
): Promise<GivenReceipt> {
  const deposits = await depositsOf(tx, candidacy.id);
  const last = deposits.at(-1);
  const deposit = n === null ? last : deposits.find((one) => one.n === n);
  const snapshot = deposit && (await snapshotOf(tx, candidacy.id, deposit.n));
  if (!deposit || !snapshot) throw new AbsentError();
  const definition = await calls.definition(tx, candidacy.callId, deposit.definitionVersion);
  const wave = await calls.wave(tx, candidacy.waveId);
  const { promised } = completeness(
    definition,
    snapshot.answers,
    snapshot.perimeter,
    await documentsOf(tx, candidacy.id),
  );
  const receipt = receiptOf(candidacy, definition, {
    receiptNumber: deposit.receiptNumber,
    receivedAt: snapshot.at,
    digest: deposit.digest,
    owed: await owedOf(tx, promised, wave.cutoffAt, candidacy.departement),
  });
  return {
    n: deposit.n,
    isLast: deposit === last,
    receipt: { ...receipt, implicitRejectionOn: deposit.implicitRejectionOn },
  };
}
