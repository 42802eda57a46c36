import { Injectable } from '@nestjs/common';
import {
  causeOfFailure,
  markBounced,
  record,
  returnedMail,
  SYSTEM,
  Transactions,
  type AuditRecord,
  type DeliveryFailure,
  type DeliveryReport,
  type RequestContext,
  type ReturnedMail,
  type Tx,
} from '@rebond/platform';
import { Cases } from '../cases.js';
import { readersOfMail } from './readers-of-mail.js';

/** What became of a report; a type, so that it is JSON. */
export type ReportTaken = { readonly outcome: 'bounced' | 'already' | 'ignored' };

/** The address and the server's words are personal: they are erased with what the case says of people. */
const recordOf = (mail: ReturnedMail, failure: DeliveryFailure, audience: AuditRecord['audience']): AuditRecord => ({
  action: 'mail.bounced',
  audience,
  facts: { mail: mail.id, kind: mail.kind, status: failure.status, cause: causeOfFailure(failure.status) },
  personal: { recipient: mail.recipient, diagnostic: failure.diagnostic },
});

/** A server's report that a mail of ours did not arrive: the mail is marked, and whoever follows its case is told. */
@Injectable()
export class TakeReport {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
  ) {}

  take({ receivedAt: at, traceId }: RequestContext, report: DeliveryReport): Promise<ReportTaken> {
    return this.transactions.run(SYSTEM, (tx) => this.mark(tx, report), { at, traceId });
  }

  private async mark(tx: Tx, { failure, ...told }: DeliveryReport): Promise<ReportTaken> {
    const mail = failure === null ? null : await returnedMail(tx, told);
    if (failure === null || mail === null) return { outcome: 'ignored' };
    const { candidacyId } = mail;
    const candidacy = candidacyId === null ? null : await this.cases.lockOne(tx, candidacyId);
    if (!(await markBounced(tx, mail.id, failure))) return { outcome: 'already' };
    if (candidacy === null) await record(tx, `mail:${mail.id}`, null, [recordOf(mail, failure, 'state')]);
    else
      await this.cases.record(tx, candidacy.id, [
        recordOf(mail, failure, readersOfMail(mail.kind, candidacy.depositedAt !== null)),
      ]);
    return { outcome: 'bounced' };
  }
}
