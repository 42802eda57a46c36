import type { CallDefinition } from '@rebond/calls';
import type { Json } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { Signature } from '../../domain/decision-list.js';
import { seatTitles } from '../../infrastructure/seat-titles.js';
import { t } from '../../messages.letters.fr.js';

/** Function that signs a letter, and whether by delegation. */
export interface Signatory {
  readonly title: string;
  readonly organisation: string;
  readonly byDelegation: boolean;
}

export async function signatoryOf(tx: Tx, { seatId, onBehalfOf }: Signature): Promise<Signatory> {
  const seat = (await seatTitles(tx, [seatId])).get(seatId);
  if (!seat) throw new Error('The seat that signs is gone');
  return { ...seat, byDelegation: onBehalfOf !== null };
}

export const signatureLines = ({ title, organisation, byDelegation }: Signatory): readonly string[] => [
  organisation,
  title,
  ...(byDelegation ? [t('letter.byDelegation')] : []),
];

/** Who writes: the service in charge of the call. */
export function senderOf({ operatingService }: CallDefinition): Json {
  const { name, address, phone, email } = operatingService;
  return { name, address: address.trim().split('\n'), contact: [phone, email] };
}
