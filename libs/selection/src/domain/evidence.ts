/** What is known of a notification: where its mail stands. */
export interface MailFacts {
  readonly sentAt: Temporal.Instant | null;
  readonly bouncedAt: Temporal.Instant | null;
  readonly parkedAt: Temporal.Instant | null;
}

export const EVIDENCE = ['waiting', 'given-up', 'accepted', 'bounced'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** `accepted` is what a mail server says when it takes a mail; it may still send it back later. */
export function evidenceOf({ sentAt, bouncedAt, parkedAt }: MailFacts): Evidence {
  if (bouncedAt !== null) return 'bounced';
  if (sentAt !== null) return 'accepted';
  return parkedAt === null ? 'waiting' : 'given-up';
}
