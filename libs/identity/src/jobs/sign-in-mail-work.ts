import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@rebond/kernel';
import { CLOCK, SYSTEM, Transactions, type Tx } from '@rebond/platform';
import { Work, WorkOn } from '@rebond-jobs/platform';
import { SignInMails } from '../application/sign-in/write-mails.js';

export const SIGN_INS = 'sign-ins';

/** Mails to people who asked to sign in, at once. */
@Injectable()
@WorkOn(SIGN_INS, 2)
export class SignInMailWork extends Work {
  readonly queue = SIGN_INS;
  override readonly limit = 100;

  constructor(
    private readonly mails: SignInMails,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]> {
    const ids = await this.mails.claim(tx, this.limit, lease);
    return ids.length === 0 ? [] : [ids];
  }

  async perform(ids: readonly string[]): Promise<void> {
    await this.clock.refresh();
    await this.transactions.run(SYSTEM, (tx) => this.mails.write(tx, ids));
    await this.transactions.run(SYSTEM, (tx) => this.mails.forget(tx));
  }
}
