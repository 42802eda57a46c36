import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { PersonId, SeatId } from '@rebond/kernel';
import { instantOf, poolOf, statement, SYSTEM, Transactions, type Actor, type Tx } from '@rebond/platform';
import { DECLARING_FIRST, PARTIES } from '../../domain/recusals.js';
import type { SeatRole } from '../../domain/roles.js';
import { actorOfRow } from '../actor-of-row.js';
import { hashToken } from '../actor-of-token.js';
import { RECUSALS, recusalsOf } from '../recusals/recusals-of-actor.js';
import { csrfOf } from './csrf.js';
import type { HeldSeat, Means, SessionLine, SessionRow } from './session-row.js';

/** A session that nothing is asked of for this long ends; a form that is being filled in asks by its autosave. */
export const IDLE_MINUTES = 60;
/** The longest session, whatever is asked of it. */
export const LONGEST_HOURS = 12;
/** The last use is written at most this often. */
const SEEN_EVERY_MS = 60_000;

const AUTHENTICATE = statement(
  'authenticate_session',
  `select a.*, ${RECUSALS} from identity.authenticate_session($1, $2, $3) a ${recusalsOf('a', '$2', '$4', '$5')}`,
);
const SEEN = statement('session_seen', 'update identity.session set seen_at = $2 where id = $1 and seen_at < $2');
const INSERT = statement(
  'session_insert',
  `insert into identity.session (id, hash, person_id, seat_id, means, agent, id_token, created_at, seen_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
);
const END = statement(
  'session_end',
  'update identity.session set ended_at = $2 where hash = $1 and ended_at is null returning id_token',
);
const END_ALL = statement(
  'session_end_all',
  'update identity.session set ended_at = $2 where person_id = $1 and ended_at is null and hash <> $3 returning id',
);
const END_ONE = statement(
  'session_end_one',
  'update identity.session set ended_at = $3 where person_id = $1 and id = $2 and ended_at is null returning id',
);
const END_OF_SEAT = statement(
  'session_end_of_seat',
  'update identity.session set ended_at = $2 where seat_id = $1 and ended_at is null returning id',
);
const SIT = statement(
  'session_sit',
  `update identity.session t set seat_id = $3, hash = $2
    where t.hash = $1 and t.ended_at is null
      and exists (select 1 from identity.holding h
                   where h.seat_id = $3 and h.person_id = t.person_id and h.from_at <= $4
                     and (h.until_at is null or h.until_at > $4))
   returning (select s.role from identity.seat s where s.id = $3) as role`,
);
const OF_PERSON = statement(
  'session_list',
  `select id, means, agent, created_at, seen_at, hash = $2 as is_this from identity.session
    where person_id = $1 and ended_at is null and expires_at > $3 and seen_at + $4::interval > $3 order by seen_at desc`,
);
/** Whoever the session was of, ended or not. */
const PERSON_OF = statement('session_person_of', 'select person_id from identity.session where hash = $1');
/** The seat of the last session, or the one held for longest. */
const SEAT_FOR = statement(
  'session_seat_for',
  `select h.seat_id from identity.holding h
    where h.person_id = $1 and h.from_at <= $2 and (h.until_at is null or h.until_at > $2)
    order by (select max(t.seen_at) from identity.session t where t.person_id = $1 and t.seat_id = h.seat_id)
             desc nulls last, h.on_behalf_of nulls first, h.from_at limit 1`,
);

const IDLE = `${IDLE_MINUTES} minutes`;

/** Who a session stands for. */
export interface Signed {
  readonly sessionId: string;
  readonly actor: Actor;
  readonly name: string;
  readonly seats: readonly HeldSeat[];
  /** For the forms of one page. */
  readonly csrf: string;
}

export interface Opening {
  readonly personId: PersonId;
  readonly seatId: SeatId;
  readonly means: Means;
  /** What the browser calls itself, for the list of the person's sessions. */
  readonly agent?: string | undefined;
  /** Of the identity provider, which asks for it at sign-out. */
  readonly idToken?: string | undefined;
}

const newSecret = (): string => randomBytes(32).toString('base64url');

/** Sessions of people in a browser: rows, so that they can be ended at once and everywhere. */
@Injectable()
export class Sessions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** Who this session's secret stands for, or null: unknown, ended, idle for too long, or its person left the seat. */
  async find(token: string, at: Temporal.Instant): Promise<Signed | null> {
    const { rows } = await poolOf(this.dataSource).query<SessionRow>({
      ...AUTHENTICATE,
      values: [hashToken(token), at.toString(), IDLE, DECLARING_FIRST, PARTIES],
    });
    const [row] = rows;
    if (!row) return null;
    if (at.epochMilliseconds - instantOf(row.seen_at).epochMilliseconds > SEEN_EVERY_MS)
      await this.transactions.run(SYSTEM, (tx) => tx.query(SEEN, [row.session_id, at.toString()]));
    return {
      sessionId: row.session_id,
      actor: actorOfRow(row),
      name: row.person_name,
      seats: row.seats,
      csrf: csrfOf(token),
    };
  }

  /** Opens a session on a seat that the person holds. @returns its secret, for the browser's cookie alone */
  open(tx: Tx, personId: PersonId, seatId: SeatId, means: Means): Promise<string> {
    return this.openWith(tx, { personId, seatId, means });
  }

  async openWith(tx: Tx, { personId, seatId, means, agent, idToken }: Opening): Promise<string> {
    const token = newSecret();
    const expiresAt = tx.at.add({ hours: LONGEST_HOURS });
    await tx.query(INSERT, [
      ...[randomUUIDv7(), hashToken(token), personId, seatId, means, agent?.slice(0, 300) ?? null, idToken ?? null],
      ...[tx.at.toString(), expiresAt.toString()],
    ]);
    return token;
  }

  /** The seat that a person who signs in sits on first, or null: somebody who holds none does not sign in. */
  async seatFor(tx: Tx, personId: PersonId): Promise<SeatId | null> {
    return (await tx.query<{ seat_id: SeatId }>(SEAT_FOR, [personId, tx.at.toString()]))[0]?.seat_id ?? null;
  }

  /** Changes seat, hence rights: the secret changes too. @returns null when the person does not hold the seat */
  async sit(tx: Tx, token: string, seatId: SeatId): Promise<{ secret: string; role: SeatRole } | null> {
    const secret = newSecret();
    const values = [hashToken(token), hashToken(secret), seatId, tx.at.toString()];
    const [sat] = await tx.query<{ role: SeatRole }>(SIT, values);
    return sat ? { secret, role: sat.role } : null;
  }

  /** @returns the identity provider's token, when the session came from one */
  async end(tx: Tx, token: string): Promise<string | null> {
    const [row] = await tx.query<{ id_token: string | null }>(END, [hashToken(token), tx.at.toString()]);
    return row?.id_token ?? null;
  }

  /** Ends every session of a person, at once, but for the one that asks. @returns how many */
  async endAll(tx: Tx, personId: PersonId, butFor?: string): Promise<number> {
    return (await tx.query(END_ALL, [personId, tx.at.toString(), hashToken(butFor ?? '')])).length;
  }

  /** Ends one of a person's sessions, at once. @returns whether it was open */
  async endOne(tx: Tx, personId: PersonId, sessionId: string): Promise<boolean> {
    return (await tx.query(END_ONE, [personId, sessionId, tx.at.toString()])).length > 0;
  }

  /** Ends every session on a seat, whoever sits there, at once. @returns how many */
  async endOfSeat(tx: Tx, seatId: SeatId): Promise<number> {
    return (await tx.query(END_OF_SEAT, [seatId, tx.at.toString()])).length;
  }

  async list(tx: Tx, personId: PersonId, token: string): Promise<readonly SessionLine[]> {
    const values = [personId, hashToken(token), tx.at.toString(), IDLE];
    return tx.query<SessionLine & Record<string, unknown>>(OF_PERSON, values);
  }

  /** Whose session this secret was, whatever has become of it. */
  async personOf(tx: Tx, token: string): Promise<PersonId | null> {
    return (await tx.query<{ person_id: PersonId }>(PERSON_OF, [hashToken(token)]))[0]?.person_id ?? null;
  }
}
