import { SetMetadata } from '@nestjs/common';
import type { CandidacyId } from '@rebond/kernel';
import type { Mail, Tx } from '@rebond/platform';
import type { ReminderKind } from '../domain/rule.js';

/** A reminder that fires now. */
export interface DueReminder {
  /** To be the `cause` of its mails, so that none leaves twice. */
  readonly id: string;
  readonly kind: ReminderKind;
  /** The thing owed, as its deadline named it. */
  readonly key: string;
  readonly candidacyId: CandidacyId;
  readonly ordinal: number;
  readonly dueAt: Temporal.Instant;
  readonly deadlineAt: Temporal.Instant;
}

/**
 * Who is reminded, and in which words: asked when a reminder fires, never when it is planned. Implemented by the room
 * that knows the thing owed; a provider of the worker, marked `@Audience(kind)`.
 */
export interface ReminderAudience {
  /**
   * The mails of these reminders, all of one kind. Runs as the system, in the transaction that marks them as fired,
   * which may be tried again. A reminder without a mail fires all the same: nobody had to be told.
   * @returns mails whose `cause` is the id of one of `due`
   */
  compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]>;
}

export const AUDIENCE = 'rebond:audience';

/** Marks the ReminderAudience of a kind; a kind without one or with two stops the worker at start. */
export const Audience = (kind: ReminderKind): ClassDecorator => SetMetadata(AUDIENCE, kind);
