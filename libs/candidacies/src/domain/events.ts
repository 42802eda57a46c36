import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const reason = z.string().min(1);

/** Of the call's checklist. */
const checks = z.array(z.strictObject({ key: z.string(), met: z.boolean() })).optional();

/**
 * Every event of a candidacy with the facts its guards read and its audit entry keeps. The machine trusts the facts
 * of the room that reports them; free text never comes here, it goes into the erasable payload.
 */
export const EVENT_FACTS = {
  DEPOSIT: z.strictObject({
    receivedAt: instant,
    cutoffAt: instant,
    opensAt: instant,
    blockingMissing: z.int().min(0),
    /** Another deposit of the same lead in this wave. */
    firstDeposit: z.uuid().nullable(),
    digest: z.string(),
    piecesOwed: z.int().min(0),
  }),
  CHANGE_PERIMETER: z.strictObject({
    now: instant,
    cutoffAt: instant,
    perimeter: z.array(z.string()).min(1),
    departement: z.string(),
    regions: z.array(z.string()).min(1),
    joined: z.array(z.string()),
    left: z.array(z.string()),
  }),
  EXPIRE: z.strictObject({ now: instant, cutoffAt: instant }),
  WITHDRAW: z.strictObject({}),
  REQUEST_COMPLETION: z.strictObject({ request: z.uuid(), dueAt: instant, now: instant }),
  ANSWER_COMPLETION: z.strictObject({
    request: z.uuid(),
    stillOpen: z.int().min(0),
    /** Of the file as it was frozen again; entries of earlier versions lack it. */
    digest: z.string().optional(),
  }),
  CANCEL_COMPLETION: z.strictObject({ request: z.uuid(), stillOpen: z.int().min(0) }),
  PROVIDE_PIECE: z.strictObject({
    field: z.string(),
    siren: z.string(),
    document: z.uuid(),
    stillOwed: z.int().min(0),
  }),
  ADMIT: z.strictObject({ checks }),
  DECLARE_INADMISSIBLE: z.strictObject({ reasons: z.int().min(1), checks }),
  SELECT: z.strictObject({ list: z.uuid(), proposedBy: reason, validatedBy: reason }),
  WAITLIST: z.strictObject({ list: z.uuid(), proposedBy: reason, validatedBy: reason, nextWave: z.uuid().nullable() }),
  REJECT: z.strictObject({ list: z.uuid(), proposedBy: reason, validatedBy: reason }),
  /** An appeal was upheld: the decision is withdrawn or annulled, and the case is to be decided again. */
  RECONSIDER: z.strictObject({ appeal: z.uuid() }),
  LAPSE: z.strictObject({ now: instant, implicitRejectionAt: instant.nullable() }),
  ENGAGE: z.strictObject({ firms: z.int().min(0), personDays: z.number().min(0) }),
  FUND: z.strictObject({ closingCommitteeHeld: z.boolean(), agreementsSigned: z.int().min(0) }),
  CLOSE: z.strictObject({}),
  ABANDON: z.strictObject({}),
} as const;

export type EventName = keyof typeof EVENT_FACTS;
export const EVENTS = Object.keys(EVENT_FACTS) as readonly EventName[];

export type FactsOf<Name extends EventName> = z.output<(typeof EVENT_FACTS)[Name]>;
export type CaseEvent = { [Name in EventName]: { readonly type: Name; readonly facts: FactsOf<Name> } }[EventName];
