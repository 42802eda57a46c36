import type { CandidacyId } from '@rebond/kernel';
import { instantOf, statement, type FailureCause, type Tx } from '@rebond/platform';

/** A mail about a case that did not arrive and was not sent again. */
export interface UndeliveredMail {
  readonly mail: string;
  readonly at: Temporal.Instant;
  readonly cause: FailureCause;
  /** Null once it has been erased. */
  readonly recipient: string | null;
}

interface Row {
  readonly mail: string;
  readonly at: Date;
  readonly cause: FailureCause;
  readonly recipient: string | null;
}

/** From the entries that the reader may see: the mails themselves are the programme office's. */
const UNDELIVERED = statement(
  'case_undelivered',
  `with told as (
     select e.stream, e.seq, e.at, e.action, e.canonical::jsonb->'facts' as facts
       from platform.audit_entry e
      where e.candidacy_id = $1 and e.action in ('mail.bounced', 'mail.resent')
   )
   select b.facts->>'mail' as mail, b.at, b.facts->>'cause' as cause, p.payload->>'recipient' as recipient
     from told b
     left join platform.audit_payload p on p.stream = b.stream and p.seq = b.seq
    where b.action = 'mail.bounced'
      and not exists (select 1 from told r where r.action = 'mail.resent' and r.facts->>'mail' = b.facts->>'mail')
    order by b.at desc, b.stream, b.seq desc limit 20`,
);

/** What the reader should know did not arrive, the last one first. */
export const undeliveredMails = async (tx: Tx, id: CandidacyId): Promise<readonly UndeliveredMail[]> =>
  (await tx.query<Row & Record<string, unknown>>(UNDELIVERED, [id])).map((row) => ({ ...row, at: instantOf(row.at) }));
