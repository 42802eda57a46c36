import { randomBytes, randomUUIDv7, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RefusedError, type PersonId, say } from '@rebond/kernel';
import { sha256, statement, SYSTEM, Transactions, type Tx } from '@rebond/platform';
import { hashToken } from '../actor-of-token.js';
import { Enter, type Browser, type Entered } from './enter.js';
import { forAccount, fromNetwork, Throttle } from './throttle.js';

/** A mail that takes longer has to be asked for again. */
export const MAILED_MINUTES = 15;
export const CODE_DIGITS = 8;
/** Wrong codes for one mail. */
const MOST_ATTEMPTS = 5;
/** Mails to one address in a quarter of an hour. */
const MOST_MAILS = 5;

/** The person is looked up whether there is one or not: nothing else depends on it. */
const ASK = statement(
  'sign_in_ask',
  `insert into identity.sign_in (id, browser_hash, person_id, return_to, asked_at, expires_at)
   select $1, $2, (select p.id from identity.person p
                    where p.email = $3 and exists (select 1 from identity.holding h where h.person_id = p.id
                                                      and h.from_at <= $5 and (h.until_at is null or h.until_at > $5))),
          $4, $5, $6`,
);
const USABLE = 'used_at is null and expires_at > $2';
const LOOK = statement('sign_in_look', `select 1 as one from identity.sign_in where link_hash = $1 and ${USABLE}`);
const USE_LINK = statement(
  'sign_in_use_link',
  `update identity.sign_in set used_at = $2 where link_hash = $1 and ${USABLE} returning person_id, return_to`,
);
const TRY_CODE = statement(
  'sign_in_try_code',
  `update identity.sign_in set attempts = attempts + 1 where browser_hash = $1 and ${USABLE} and attempts < $3
   returning id, code_hash, person_id, return_to`,
);
const USE_CODE = statement(
  'sign_in_use_code',
  `update identity.sign_in set used_at = $2 where id = $1 and ${USABLE} returning 1 as one`,
);

interface Used {
  readonly person_id: PersonId | null;
  readonly return_to: string;
}

export interface SignedIn extends Entered {
  readonly returnTo: string;
}

export interface Asked {
  readonly email: string;
  readonly returnTo: string;
  /** Address of the network that it comes from. */
  readonly network: string;
}

/** Eight digits are guessed by nobody in five attempts; salted by the demand, they say nothing to who reads the row. */
export const hashCode = (id: string, code: string): Buffer => sha256(id, ' ', code);

const closed = (): RefusedError =>
  new RefusedError(
    'link-closed',
    say`Ce lien n’est plus valable : il a déjà servi, ou a plus de quinze minutes. Demandez-en un autre.`,
  );
const wrong = (): RefusedError =>
  new RefusedError('wrong-code', say`Ce code n’est pas le bon, ou n’est plus valable.`, [
    { pointer: '/code', code: 'wrong-code', detail: say`Vérifiez le code, ou demandez-en un autre.` },
  ]);

/** Signing in by a mail: its link, or the code beside it, once. The worker writes the mail. */
@Injectable()
export class MailedSignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttle: Throttle,
    private readonly enter: Enter,
  ) {}

  /**
   * Asks for a mail. A known and an unknown address cost the same statements and leave the same row.
   * @returns the browser's secret, in which alone the mail's code is worth something
   * @throws TooManyError
   */
  async ask({ email, returnTo, network }: Asked, at: Temporal.Instant): Promise<string> {
    const address = email.trim().toLowerCase();
    await this.throttle.hit([fromNetwork('mail', network), forAccount('mail', address, MOST_MAILS)], at);
    const browser = randomBytes(32).toString('base64url');
    const expiresAt = at.add({ minutes: MAILED_MINUTES });
    await this.transactions.run(
      SYSTEM,
      (tx) =>
        tx.query(ASK, [
          ...[randomUUIDv7(), hashToken(browser), address, returnTo, at.toString(), expiresAt.toString()],
        ]),
      { at },
    );
    return browser;
  }

  /** Whether a link still opens; looking uses nothing up, for mail scanners look too. */
  async isOpen(token: string, at: Temporal.Instant): Promise<boolean> {
    const rows = await this.transactions.run(SYSTEM, (tx) => tx.query(LOOK, [hashToken(token), at.toString()]), { at });
    return rows.length > 0;
  }

  /** @throws RefusedError `link-closed`; TooManyError */
  async byLink(token: string, network: string, browser: Browser, at: Temporal.Instant): Promise<SignedIn> {
    await this.throttle.hit([fromNetwork('link', network)], at);
    return this.transactions.run(
      SYSTEM,
      async (tx) => {
        const [used] = await tx.query<Used & Record<string, unknown>>(USE_LINK, [hashToken(token), at.toString()]);
        if (!used?.person_id) throw closed();
        return this.done(tx, used.person_id, used.return_to, 'link', browser);
      },
      { at },
    );
  }

  /** @throws RefusedError `wrong-code`; TooManyError */
  async byCode(
    asked: string | null,
    code: string,
    network: string,
    browser: Browser,
    at: Temporal.Instant,
  ): Promise<SignedIn> {
    await this.throttle.hit([fromNetwork('code', network)], at);
    const tried = await this.transactions.run(
      SYSTEM,
      (tx) =>
        tx.query<Used & { id: string; code_hash: Buffer | null }>(TRY_CODE, [
          ...[hashToken(asked ?? ''), at.toString(), MOST_ATTEMPTS],
        ]),
      { at },
    );
    const [demand] = tried;
    const isRight =
      demand !== undefined &&
      timingSafeEqual(hashCode(demand.id, code.replace(/\s/g, '')), demand.code_hash ?? Buffer.alloc(32));
    if (!isRight || demand.person_id === null) throw wrong();
    const { id, person_id: personId, return_to: returnTo } = demand;
    return this.transactions.run(
      SYSTEM,
      async (tx) => {
        if ((await tx.query(USE_CODE, [id, at.toString()])).length === 0) throw wrong();
        return this.done(tx, personId, returnTo, 'code', browser);
      },
      { at },
    );
  }

  private async done(
    tx: Tx,
    personId: PersonId,
    returnTo: string,
    means: 'link' | 'code',
    browser: Browser,
  ): Promise<SignedIn> {
    return { ...(await this.enter.enter(tx, personId, means, browser)), returnTo };
  }
}
