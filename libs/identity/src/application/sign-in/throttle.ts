import { Injectable } from '@nestjs/common';
import { plural, say, TooManyError } from '@rebond/kernel';
import { instantOf, networkOf, sha256, statement, SYSTEM, Transactions } from '@rebond/platform';

/** Every limit counts within such a window. */
export const WINDOW_MINUTES = 15;
const WINDOW = `${WINDOW_MINUTES} minutes`;

const HIT = statement(
  'throttle_hit',
  `insert into identity.throttle as t (key, since, hits)
   select k.key, $2::timestamptz, 1 from unnest($1::bytea[]) as k(key) order by k.key
   on conflict (key) do update
      set since = case when t.since + $3::interval <= $2::timestamptz then $2::timestamptz else t.since end,
          hits = case when t.since + $3::interval <= $2::timestamptz then 1 else t.hits + 1 end
   returning key, since, hits`,
);

/** How often something may be done in a window, by whom. */
export interface Limit {
  /** What is plural, and by what: an address of the network, an account. */
  readonly what: string;
  readonly most: number;
}

/** Offices share one address of the network: wide enough for all who deposit from one on the closing night. */
export const fromNetwork = (verb: string, address: string): Limit => ({
  what: `${verb} from ${networkOf(address)}`,
  most: 200,
});
/** Known or unknown, an address is plural alike. */
export const forAccount = (verb: string, email: string, most: number): Limit => ({
  what: `${verb} for ${email.trim().toLowerCase()}`,
  most,
});

/** Counts attempts in rows, so that every server counts the same. Only hashes of addresses are kept. */
@Injectable()
export class Throttle {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Counts one attempt under each limit, in a transaction of its own: a refused attempt counts too.
   * @throws TooManyError `too-many-attempts` with the seconds to wait
   */
  async hit(limits: readonly Limit[], at: Temporal.Instant): Promise<void> {
    const keys = limits.map(({ what }) => sha256(what));
    const rows = await this.transactions.run(
      SYSTEM,
      (tx) => tx.query<{ key: Buffer; since: Date; hits: number }>(HIT, [keys, at.toString(), WINDOW]),
      { at },
    );
    const waits = rows
      .filter(({ key, hits }) => limits.some(({ most }, i) => keys[i]?.equals(key) && hits > most))
      .map(({ since }) => instantOf(since).add({ minutes: WINDOW_MINUTES }).since(at).total('seconds'));
    if (waits.length === 0) return;
    const seconds = Math.max(1, Math.ceil(Math.max(...waits)));
    const minutes = Math.ceil(seconds / 60);
    throw new TooManyError(
      'too-many-attempts',
      say`Trop de tentatives de connexion. Recommencez dans ${plural(minutes, 'minute', 'minutes')}.`,
      seconds,
    );
  }
}
