import { Injectable } from '@nestjs/common';
import { Calls, completeness, type CallDefinition, type Missing, type Wave } from '@rebond/calls';
import { ConflictError, RefusedError, type CandidacyId, type Json } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { implicitRejectionAt } from '../../domain/legal-clock.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { lockAnswers } from '../edit/save-answers.js';
import { documentsOf } from '../documents/documents.js';
import { CaseAccess } from '../perimeter/case-access.js';
import { TakePerimeter } from '../perimeter/take-perimeter.js';
import { owe } from '../pieces/settle.js';
import { lacking } from '../read/lacking.js';
import { faultOf } from '../read/missing-fault.js';
import { receiptOf, type Receipt } from './receipt.js';
import { freeze } from './snapshot.js';

const SERIALISE = statement('deposit_serialise', `select pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))`);
const FIRST = statement(
  'deposit_first',
  `select id, receipt_number, deposited_at from candidacies.candidacy
    where wave_id = $1 and lead_siren = $2 and shared and state <> 'withdrawn' and id <> $3`,
);
const NEXT_NUMBER = statement('receipt_number', `select nextval('candidacies.receipt_number')::int as n`);
const COUNT = statement('deposit_count', `select count(*)::int as n from candidacies.deposit where candidacy_id = $1`);
const STORE = statement(
  'deposit_store',
  `with frozen as (
     insert into candidacies.deposit
       (candidacy_id, n, received_at, receipt_number, definition_version, snapshot, digest, implicit_rejection_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
   ), forgotten as (
     delete from candidacies.owed_piece where candidacy_id = $1
   ), clock as (
     insert into candidacies.legal_clock (candidacy_id, n, kind, at)
     values ($1, (select count(*) from candidacies.legal_clock where candidacy_id = $1), 'start', $3)
   ), shown as (
     update candidacies.answers set shared = true where candidacy_id = $1 and not shared
   )
   update candidacies.document set shared = true where candidacy_id = $1 and not shared`,
);

interface First {
  readonly id: string;
  readonly receipt_number: string;
  readonly deposited_at: Date;
}

/** What one deposit keeps. */
interface Kept {
  readonly n: number;
  readonly receiptNumber: string;
  readonly found: readonly Missing[];
  readonly snapshot: Json;
  readonly digest: string;
}

/**
 * The deposit, and its amendment until the cut-off: freezes the answers, hashes them, starts the legal clock, and
 * gives the receipt of CRPA R112-5. The cut-off is this transaction's affair, read in it; it is exclusive.
 */
@Injectable()
export class Deposit {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly perimeters: TakePerimeter,
    private readonly access: CaseAccess,
  ) {}

  /**
   * @throws RefusedError `nothingBlockingIsMissing` with the whole list, `receivedBeforeCutoff`, `theWaveIsOpen`
   * @throws ForbiddenError `not-the-lead`
   * @throws ConflictError `duplicate-lead` that names the first deposit
   */
  async deposit(tx: Tx, id: CandidacyId, expectedVersion: number): Promise<Receipt> {
    const standing = await this.cases.lockOne(tx, id);
    await this.access.requireLead(tx, standing);
    const { wave, definition } = await this.calls.waveAndDefinition(tx, standing.waveId);
    const candidacy = await this.perimeters.takePrepared(tx, standing, wave.cutoffAt);
    await tx.query(SERIALISE, [wave.id, candidacy.leadSiren]);
    const [first] = await tx.query<First & Record<string, unknown>>(FIRST, [wave.id, candidacy.leadSiren, id]);
    const answers = await lockAnswers(tx, id);
    const documents = await documentsOf(tx, id);
    const found = completeness(definition, answers.document, candidacy.perimeter, documents);
    const { blocking } = found.ready
      ? found
      : await lacking(tx, definition, answers.document, candidacy.perimeter, documents);
    const { snapshot, digest } = freeze(definition, candidacy, answers.document, documents);
    const implicitAt = implicitRejectionAt([{ kind: 'start', at: tx.at }], definition.legal.decisionMonths);
    const number = candidacy.receiptNumber ?? (await this.newNumber(tx));
    const n = await this.nextDeposit(tx, id);
    const receiptNumber = `${number}/${String(n)}`;
    const move = this.cases.move(tx, {
      id,
      expectedVersion,
      event: {
        type: 'DEPOSIT',
        facts: {
          receivedAt: tx.at.toString(),
          cutoffAt: wave.cutoffAt.toString(),
          opensAt: wave.opensAt.toString(),
          blockingMissing: blocking.length,
          firstDeposit: first?.id ?? null,
          digest,
          piecesOwed: found.promised.length,
        },
      },
      change: {
        depositedAt: candidacy.depositedAt ?? tx.at,
        receiptNumber: number,
        definitionVersion: wave.definitionVersion,
        implicitRejectionAt: implicitAt,
        admissibilityDue: implicitRejectionAt([{ kind: 'start', at: tx.at }], definition.legal.admissibilityMonths),
      },
      payload: { receiptNumber },
    });
    const [moved] = await move.catch((error: unknown) => {
      throw explained(error, blocking, first);
    });
    if (!moved) throw new Error('a deposit moves one case');
    return this.store(tx, moved, wave, definition, { n, receiptNumber, found: found.promised, snapshot, digest });
  }

  /** 1 for the first deposit of a locked case, 2 for what replaces it… */
  private async nextDeposit(tx: Tx, id: CandidacyId): Promise<number> {
    const [count] = await tx.query<{ n: number }>(COUNT, [id]);
    return (count?.n ?? 0) + 1;
  }

  private async newNumber(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ n: number }>(NEXT_NUMBER);
    const year = tx.at.toZonedDateTimeISO('Europe/Paris').year;
    return `RB-${String(year)}-${String(row?.n ?? 0).padStart(6, '0')}`;
  }

  private async store(
    tx: Tx,
    moved: Candidacy,
    wave: Wave,
    definition: CallDefinition,
    { n, receiptNumber, found, snapshot, digest }: Kept,
  ): Promise<Receipt> {
    await tx.query(STORE, [
      ...[moved.id, n, tx.at.toString(), receiptNumber, wave.definitionVersion, JSON.stringify(snapshot), digest],
      moved.implicitRejectionAt?.toString() ?? null,
    ]);
    const owed = await owe(tx, moved, found, wave.cutoffAt);
    // From its deposit on, the competent préfecture and the associated Régions have access to the case.
    if (n === 1) await this.access.ofAuthorities(tx, moved);
    return receiptOf(moved, definition, { receiptNumber, receivedAt: tx.at, digest, owed });
  }
}

/** The machine gives one reason; a deposit's refusal lists everything missing, or names the first deposit. */
function explained(error: unknown, blocking: readonly Missing[], first: First | undefined): unknown {
  if (!(error instanceof RefusedError)) return error;
  if (error.code === 'nothingBlockingIsMissing')
    return new RefusedError(error.code, error.message, blocking.map(faultOf));
  if (error.code === 'firstDepositOfTheLead' && first)
    return new ConflictError('duplicate-lead', error.message, [], {
      first: {
        candidacyId: first.id,
        receiptNumber: first.receipt_number,
        depositedAt: first.deposited_at.toISOString(),
      },
    });
  return error;
}
