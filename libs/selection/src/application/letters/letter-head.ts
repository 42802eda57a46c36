import type { CallDefinition } from '@rebond/calls';
import type { Json } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Signature } from '../../domain/decision-list.js';
import { t } from '../../messages.letters.fr.js';

/** Function that signs a letter, and whether by delegation. */
export interface Signatory {
  readonly title: string;
  readonly organisation: string;
  readonly byDelegation: boolean;
}

const SEAT = statement(
  'letter_signatory',
  `select s.title, o.name as organisation from identity.seat s join identity.organisation o on o.id = s.organisation_id
    where s.id = $1`,
);

export async function signatoryOf(tx: Tx, { seatId, onBehalfOf }: Signature): Promise<Signatory> {
  const [seat] = await tx.query<{ title: string; organisation: string }>(SEAT, [seatId]);
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
