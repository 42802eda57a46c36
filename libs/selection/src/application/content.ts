import { canonicalJson, type CallId, type Json } from '@rebond/kernel';
import { payloadHash, sha256 } from '@rebond/platform';
import { formatNumberOf, type DecisionList, type DecisionNumber, type Signature } from '../domain/decision-list.js';
import type { SaltedLine } from '../infrastructure/line-rows.js';

/** A line as the journal keeps it: its texts stay in the list, where they can be erased, and their salted hash here. */
export const hashedLine = ({ reasons, conditions, salt, ...line }: SaltedLine): Readonly<Record<string, Json>> => ({
  candidacyId: line.candidacyId,
  expectedVersion: line.expectedVersion,
  outcome: line.outcome,
  nextWaveId: line.nextWaveId,
  envelopeCents: line.envelopeCents,
  personDays: line.personDays,
  textsHash: salt === null ? null : payloadHash(salt, { reasons, conditions }),
});

const signed = ({ seatId, personId, onBehalfOf, at }: Signature): Json => ({
  seatId,
  personId,
  onBehalfOf,
  at: at.toString(),
});

/** SHA-256, in hexadecimal, of what a validation freezes: who decided what of which case, in canonical JSON. */
export function contentHash(
  list: Pick<DecisionList, 'id' | 'waveId' | 'version' | 'proposed'>,
  frozen: { readonly callId: CallId; readonly number: DecisionNumber; readonly validated: Signature },
  lines: readonly SaltedLine[],
): string {
  const content = {
    list: list.id,
    version: list.version,
    wave: list.waveId,
    call: frozen.callId,
    number: formatNumberOf(frozen.number),
    proposed: signed(list.proposed),
    validated: signed(frozen.validated),
    lines: lines.map(hashedLine),
  };
  return sha256(canonicalJson(content)).toString('hex');
}
