import { csrfOf, Sessions } from '@rebond/identity';
import { SYSTEM, Transactions } from '@rebond/platform';

import type { TestSeat } from './seats.js';
import type { TestServer } from './server.js';

/** What a browser that has signed in holds. */
export interface BrowserSession {
  readonly token: string;
  /** The whole Cookie header. */
  readonly cookie: string;
  /** What every form carries. */
  readonly csrf: string;
}

/** Signs a seat's holder in, without the pages that do so. */
export async function openSession(
  { app }: Pick<TestServer, 'app'>,
  { personId, seatId }: Pick<TestSeat, 'personId' | 'seatId'>,
): Promise<BrowserSession> {
  const token = await app.get(Transactions).run(SYSTEM, (tx) => app.get(Sessions).open(tx, personId, seatId, 'demo'));
  return { token, cookie: `rebond=${token}`, csrf: csrfOf(token) };
}
