import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { AbsentError, type CandidacyId } from '@rebond/kernel';
import {
  instantOf,
  instantOrNull,
  statement,
  SYSTEM,
  Transactions,
  Verbs,
  type RequestContext,
  type Tx,
} from '@rebond/platform';
import type { DecisionListId } from '../../domain/decision-list.js';
import { evidenceOf, type Evidence } from '../../domain/evidence.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findList } from '../../infrastructure/list-rows.js';
import { KINDS, NOTIFYING } from './kinds.js';

/** What was sent to one recipient of a decision, and what is known of it; a type, so that it is JSON. */
export type Notification = {
  readonly candidacyId: string;
  readonly kind: string;
  readonly recipient: string;
  readonly name: string | null;
  readonly messageId: string;
  readonly evidence: Evidence;
  readonly writtenAt: string;
  /** When the server took it. */
  readonly sentAt: string | null;
  /** The server's words when it took it. */
  readonly response: string | null;
  readonly bouncedAt: string | null;
  /** Enhanced status of the return (RFC 3463), or why the last attempt failed. */
  readonly trouble: string | null;
};

/** The same with the words that were sent, which may hold somebody's own link: never shown. */
export interface SentMail extends Notification {
  readonly text: string;
}

interface Row extends Record<string, unknown> {
  readonly candidacy_id: CandidacyId;
  readonly kind: string;
  readonly recipient: string;
  readonly recipient_name: string | null;
  readonly message_id: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly parked_at: Date | null;
  readonly server_response: string | null;
  readonly last_error: string | null;
  readonly bounced_at: Date | null;
  readonly bounce_status: string | null;
  readonly text_body: string;
}

const MAILS = statement(
  'decision_mails',
  `select candidacy_id, kind, recipient, recipient_name, message_id, created_at, sent_at, parked_at, server_response, last_error,
          bounced_at, bounce_status, text_body
     from platform.mail where candidacy_id = any ($1::uuid[]) and ($2::text[] is null or kind = any ($2))
    order by candidacy_id, created_at, recipient, id`,
);

function notificationOf(row: Row): Notification {
  const facts = {
    sentAt: instantOrNull(row.sent_at),
    bouncedAt: instantOrNull(row.bounced_at),
    parkedAt: instantOrNull(row.parked_at),
  };
  return {
    candidacyId: row.candidacy_id,
    kind: row.kind,
    recipient: row.recipient,
    name: row.recipient_name,
    messageId: row.message_id,
    evidence: evidenceOf(facts),
    writtenAt: instantOf(row.created_at).toString(),
    sentAt: facts.sentAt?.toString() ?? null,
    response: row.server_response,
    bouncedAt: facts.bouncedAt?.toString() ?? null,
    trouble: row.bounce_status ?? row.last_error,
  };
}

/** What became of the mails about some cases, of these kinds or of every kind; asked as the system. */
export const mailsAbout = async (
  tx: Tx,
  ids: readonly CandidacyId[],
  kinds: readonly string[] | null,
): Promise<readonly Notification[]> => (await tx.query<Row>(MAILS, [ids, kinds])).map(notificationOf);

/** The same, with what they say. */
export const sentAbout = async (tx: Tx, id: CandidacyId, kinds: readonly string[]): Promise<readonly SentMail[]> =>
  (await tx.query<Row>(MAILS, [[id], kinds])).map((row) => ({ ...notificationOf(row), text: row.text_body }));

/** What became of the mails that notified decisions. Mails are the system's: it reads those of the cases that the reader sees. */
@Injectable()
export class ReadEvidence {
  constructor(
    private readonly verbs: Verbs,
    private readonly transactions: Transactions,
    private readonly cases: Cases,
  ) {}

  /** @throws AbsentError */
  async ofList(ctx: RequestContext, id: DecisionListId): Promise<readonly Notification[]> {
    const ids = await this.verbs.read(ctx, async (tx) => {
      if (!(await findList(tx, id))) throw new AbsentError();
      const listed = (await readLines(tx, id)).map(({ candidacyId }) => candidacyId);
      return (await this.cases.readAll(tx, listed)).map((one) => one.id);
    });
    return this.mails(ids);
  }

  /** Of every mail that notified something of the case. @throws AbsentError */
  async ofCase(ctx: RequestContext, id: CandidacyId): Promise<readonly Notification[]> {
    await this.verbs.read(ctx, (tx) => this.cases.read(tx, id));
    return this.mails([id], NOTIFYING);
  }

  /** Every mail that notified something of the case, for what its date and its words decide; the caller checks its reader. */
  sent(id: CandidacyId): Promise<readonly SentMail[]> {
    return this.transactions.run({ ...SYSTEM, readOnly: true }, (tx) => sentAbout(tx, id, NOTIFYING));
  }

  private mails(
    ids: readonly CandidacyId[],
    kinds: readonly string[] = Object.values(KINDS),
  ): Promise<readonly Notification[]> {
    return this.transactions.run({ ...SYSTEM, readOnly: true }, (tx) => mailsAbout(tx, ids, kinds));
  }
}
