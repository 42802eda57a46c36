import { Injectable } from '@nestjs/common';
import { RefusedError, type PersonId, say, type SeatId } from '@rebond/kernel';
import { record, statement, type Tx } from '@rebond/platform';
import type { SeatRole } from '../../domain/roles.js';
import type { Means } from '../sessions/session-row.js';
import { Sessions } from '../sessions/sessions.js';

const OPENED = statement(
  'session_opened',
  `select not exists (select 1 from identity.totp where person_id = $1 and confirmed_at is not null)
      and (select count(*) from identity.session where person_id = $1) <= 1 as is_first,
          (select role from identity.seat where id = $2) as role`,
);

/** What is known of the browser that signs in. */
export interface Browser {
  readonly agent?: string | undefined;
  /** The session that it had: signing in ends it. */
  readonly before: string | null;
}

export interface Entered {
  /** Secret of the new session, for the browser's cookie alone. */
  readonly secret: string;
  /** The first time: the authenticator is proposed, so that the next sign-in needs no mail. */
  readonly isFirst: boolean;
  /** Of the seat that the person sits on. */
  readonly role: SeatRole;
}

/** The last step of every way in: a new session, and the journal of the person says by what means. */
@Injectable()
export class Enter {
  constructor(private readonly sessions: Sessions) {}

  /** @throws RefusedError `no-seat` when the person holds no seat, or not this one */
  async enter(
    tx: Tx,
    personId: PersonId,
    means: Means,
    browser: Browser,
    { seatId, idToken }: { readonly seatId?: SeatId; readonly idToken?: string } = {},
  ): Promise<Entered> {
    const seat = seatId ?? (await this.sessions.seatFor(tx, personId));
    if (seat === null) throw new RefusedError('no-seat', say`Aucune fonction ne vous est confiée sur ce portail.`);
    if (browser.before !== null) await this.sessions.end(tx, browser.before);
    const secret = await this.sessions.openWith(tx, {
      personId,
      seatId: seat,
      means,
      agent: browser.agent,
      idToken,
    });
    await record(tx, `person:${personId}`, null, [
      { action: 'session.opened', audience: 'system', facts: { person: personId, seat, means } },
    ]);
    const [row] = await tx.query<{ is_first: boolean; role: SeatRole }>(OPENED, [personId, seat]);
    if (!row) throw new Error(`Nothing is known of seat ${seat}`);
    return { secret, isFirst: row.is_first, role: row.role };
  }
}
