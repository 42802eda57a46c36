import type { Email } from 'postal-mime';

/** A mail as it came. */
export interface InboxMail {
  readonly n: number;
  readonly to: readonly string[];
  readonly email: Email;
}
