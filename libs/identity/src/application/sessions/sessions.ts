import { createHmac, randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { CandidacyId, OrganisationId, PersonId, SeatId } from '@rebond/kernel';
import { instantOf, poolOf, statement, SYSTEM, Transactions, type Actor, type Tx } from '@rebond/platform';
import type { SeatChoice, Visitor } from '@rebond/ui';
import { READING, type SeatRole } from '../../domain/roles.js';
import { menuOf } from '../../http/menu.js';
import { hashToken } from '../actor-of-token.js';

/** A session that nothing is asked of for this long ends; a form that is being filled in asks by its autosave. */
export const IDLE_MINUTES = 60;
/** The longest session, whatever is asked of it. */
export const LONGEST_HOURS = 12;
/** The last use is written at most this often. */
const SEEN_EVERY_MS = 60_000;

export type Means = 'demo' | 'link' | 'code' | 'totp' | 'recovery' | 'openid';

const AUTHENTICATE = statement(
  'authenticate_session',
  `select session_id, seen_at, seat_id, person_id, organisation_id, role, cases, person_name, seats
     from identity.authenticate_session($1, $2, $3)`,
);
const SEEN = statement('session_seen', 'update identity.session set seen_at = $2 where id = $1');
const INSERT = statement(
  'session_insert',
  `insert into identity.session (id, hash, person_id, seat_id, means, created_at, seen_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $6, $7)`,
);
const END = statement('session_end', 'update identity.session set ended_at = $2 where hash = $1 and ended_at is null');
const END_ALL = statement(
  'session_end_all',
  'update identity.session set ended_at = $2 where person_id = $1 and ended_at is null',
);
const SIT = statement('session_sit', 'update identity.session set seat_id = $2 where hash = $1 and ended_at is null');

interface SessionRow {
  readonly session_id: string;
  readonly seen_at: Date;
  readonly seat_id: SeatId;
  readonly person_id: PersonId;
  readonly organisation_id: OrganisationId;
  readonly role: SeatRole;
  readonly cases: readonly CandidacyId[];
  readonly person_name: string;
  readonly seats: readonly SeatChoice[];
}

export interface Signed {
  readonly actor: Actor;
  readonly visitor: Visitor;
}

/** What every form of a session carries: derived from its secret, so that nothing is stored and no other site knows it. */
export const csrfOf = (token: string): string => createHmac('sha256', token).update('csrf').digest('base64url');

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
      values: [hashToken(token), at.toString(), `${IDLE_MINUTES} minutes`],
    });
    const [row] = rows;
    if (!row) return null;
    if (at.epochMilliseconds - instantOf(row.seen_at).epochMilliseconds > SEEN_EVERY_MS)
      await this.transactions.run(SYSTEM, (tx) => tx.query(SEEN, [row.session_id, at.toString()]));
    const seat = row.seats.find(({ id }) => id === row.seat_id);
    if (!seat) return null;
    return {
      actor: {
        role: row.role,
        seatId: row.seat_id,
        personId: row.person_id,
        organisationId: row.organisation_id,
        cases: row.cases,
        recused: [],
        ...READING[row.role],
      },
      visitor: {
        name: row.person_name,
        seat,
        otherSeats: row.seats.filter(({ id }) => id !== row.seat_id),
        menu: menuOf(row.role),
        csrf: csrfOf(token),
      },
    };
  }

  /** Opens a session on a seat that the person holds. @returns its secret, for the browser's cookie alone */
  async open(tx: Tx, personId: PersonId, seatId: SeatId, means: Means): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = tx.at.add({ hours: LONGEST_HOURS });
    await tx.query(INSERT, [
      randomUUIDv7(),
      hashToken(token),
      personId,
      seatId,
      means,
      tx.at.toString(),
      expiresAt.toString(),
    ]);
    return token;
  }

  /** Changes seat; whether the person holds it is asked at each request. */
  async sit(tx: Tx, token: string, seatId: SeatId): Promise<void> {
    await tx.query(SIT, [hashToken(token), seatId]);
  }

  async end(tx: Tx, token: string): Promise<void> {
    await tx.query(END, [hashToken(token), tx.at.toString()]);
  }

  /** Ends every session of a person, at once. */
  async endAll(tx: Tx, personId: PersonId): Promise<void> {
    await tx.query(END_ALL, [personId, tx.at.toString()]);
  }
}
