import type { QueryResultRow } from 'pg';
import type { CallId, CandidacyId, Siren, WaveId } from '@rebond/kernel';
import { instantOrNull, statement } from '@rebond/platform';
import type { CaseContext } from '../domain/guards.js';
import type { CaseState } from '../domain/machine.js';

/** A candidacy as its row says it; rows never leave the room, `Candidacy` does. */
export interface Candidacy {
  readonly id: CandidacyId;
  readonly callId: CallId;
  readonly waveId: WaveId;
  /** Definition that the case answers: the wave's while a draft, then the one it was deposited under. */
  readonly definitionVersion: number;
  readonly state: CaseState;
  readonly version: number;
  readonly context: CaseContext;
  readonly leadSiren: Siren;
  /** Names of the members of the perimeter, joined. */
  readonly territory: string;
  readonly perimeter: readonly Siren[];
  /** Département whose préfet is competent; an explicit choice. */
  readonly departement: string;
  /** Associated regions. */
  readonly regions: readonly string[];
  readonly startedAt: Temporal.Instant;
  readonly depositedAt: Temporal.Instant | null;
  readonly receiptNumber: string | null;
  readonly implicitRejectionAt: Temporal.Instant | null;
  readonly previousId: CandidacyId | null;
}

export interface CaseRow extends QueryResultRow {
  readonly id: CandidacyId;
  readonly call_id: CallId;
  readonly wave_id: WaveId;
  readonly definition_version: number;
  readonly state: CaseState;
  readonly version: number;
  readonly engineering: boolean;
  readonly admissibility: CaseContext['admissibility'];
  readonly rejection: CaseContext['rejection'];
  readonly next_wave_id: string | null;
  readonly lead_siren: Siren;
  readonly territory: string;
  readonly perimeter: readonly Siren[];
  readonly departement: string;
  readonly regions: readonly string[];
  readonly started_at: Date;
  readonly deposited_at: Date | null;
  readonly receipt_number: string | null;
  readonly implicit_rejection_at: Date | null;
  readonly previous_id: CandidacyId | null;
}

export const CASE_COLUMNS = `c.id, c.call_id, c.wave_id, c.definition_version, c.state, c.version, c.engineering,
  c.admissibility, c.rejection, c.next_wave_id, c.lead_siren, c.territory, c.perimeter, c.departement, c.regions,
  c.started_at, c.deposited_at, c.receipt_number, c.implicit_rejection_at, c.previous_id`;

export const candidacyOf = (row: CaseRow): Candidacy => ({
  id: row.id,
  callId: row.call_id,
  waveId: row.wave_id,
  definitionVersion: row.definition_version,
  state: row.state,
  version: row.version,
  context: {
    engineering: row.engineering,
    admissibility: row.admissibility,
    rejection: row.rejection,
    nextWaveId: row.next_wave_id,
  },
  leadSiren: row.lead_siren,
  territory: row.territory,
  perimeter: row.perimeter,
  departement: row.departement,
  regions: row.regions,
  startedAt: Temporal.Instant.fromEpochMilliseconds(row.started_at.getTime()),
  depositedAt: instantOrNull(row.deposited_at),
  receiptNumber: row.receipt_number,
  implicitRejectionAt: instantOrNull(row.implicit_rejection_at),
  previousId: row.previous_id,
});

/**
 * Locks cases and their journal streams, in the order of their ids: always the first lock of a transaction. The names of
 * the streams are given, not made from the ids here: concatenation is not leakproof, so under row-level security it
 * would be compared with every stream there is.
 */
export const LOCK_CASES = statement(
  'cases_lock',
  `select ${CASE_COLUMNS}, s.stream, s.seq, s.head
     from unnest($1::uuid[], $2::text[]) as k(id, stream)
     join candidacies.candidacy c on c.id = k.id
     join platform.audit_stream s on s.stream = k.stream
    order by c.id for update of c, s`,
);

export const READ_CASE = statement('case_read', `select ${CASE_COLUMNS} from candidacies.candidacy c where c.id = $1`);
export const READ_CASES = statement(
  'cases_read',
  `select ${CASE_COLUMNS} from candidacies.candidacy c where c.id = any ($1::uuid[]) order by c.id`,
);
