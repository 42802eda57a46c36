import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { instantInput, isBefore } from '@rebond/calls';
import { AbsentError, RefusedError, say, type SeatId } from '@rebond/kernel';
import { record, statement, type Tx } from '@rebond/platform';
import { stands, type DecisionListId } from '../../domain/decision-list.js';
import type { EmbargoReader, EmbargoReaderId } from '../../domain/embargo.js';
import { insertReader, readersOf, revokeReader, type KnownReader } from '../../infrastructure/embargo-rows.js';
import { findListForUpdate } from '../../infrastructure/list-rows.js';
import { listStream } from '../sign.js';

export const readerInput = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    quality: z.string().trim().min(1).max(200),
    /** Seat that reads in the portal, or the address that a link is sent to: one of them. */
    seatId: z.uuid().optional(),
    email: z.email().max(320).optional(),
    departements: z
      .array(z.string().regex(/^(\d{2,3}|2[AB])$/))
      .min(1)
      .max(101)
      .optional(),
    from: instantInput,
    until: instantInput,
  })
  .refine(({ seatId, email }) => (seatId === undefined) !== (email === undefined), {
    path: ['email'],
    error: say`Indiquez soit une fonction du portail, soit une adresse électronique.`,
  })
  .refine(({ from, until }) => isBefore(from, until), {
    path: ['until'],
    error: say`La fin doit suivre le début.`,
  });
export type ReaderInput = z.output<typeof readerInput>;

/** A reader as the API shows it; a type, so that it is JSON. */
export type ReaderView = ReturnType<typeof presentReader>;
const presentReader = (reader: EmbargoReader & Partial<KnownReader>) => ({
  id: reader.id as string,
  name: reader.name,
  quality: reader.quality,
  seatId: reader.seatId as string | null,
  email: reader.email,
  departements: reader.departements,
  from: reader.from.toString(),
  until: reader.until.toString(),
  revokedAt: reader.revokedAt?.toString() ?? null,
  readings: reader.readings ?? 0,
  lastReading: reader.lastReading?.toString() ?? null,
});

export const READER_ADDED = 'decision-list.reader-added';

const SEAT = statement('embargo_seat', 'select id from identity.seat where id = $1');

/** Who reads a list before its announcement, from when until when. */
@Injectable()
export class EmbargoCircle {
  /**
   * Names a reader, who is written to at once.
   * @throws AbsentError, RefusedError `list-announced`, `list-withdrawn`, `list-cancelled`, `unknown-seat`
   */
  async add(tx: Tx, id: DecisionListId, input: ReaderInput): Promise<ReaderView> {
    const list = await findListForUpdate(tx, id);
    if (!list) throw new AbsentError();
    if (list.status === 'announced' || !stands(list))
      throw new RefusedError(
        `list-${list.status}`,
        say`Cette liste n’est plus sous embargo : elle n’a plus à être lue à part.`,
      );
    if (input.seatId !== undefined && (await tx.query(SEAT, [input.seatId])).length === 0)
      throw new RefusedError('unknown-seat', say`Cette fonction n’existe pas.`);
    const reader: EmbargoReader = {
      id: randomUUIDv7() as string as EmbargoReaderId,
      listId: id,
      name: input.name,
      quality: input.quality,
      seatId: (input.seatId ?? null) as SeatId | null,
      email: input.email ?? null,
      departements: input.departements ?? null,
      from: input.from,
      until: input.until,
      revokedAt: null,
    };
    await insertReader(tx, reader);
    const { seatId, departements } = reader;
    const period = { from: reader.from.toString(), until: reader.until.toString() };
    const { seatId: bySeat, personId, organisationId } = tx.actor;
    await record(
      tx,
      listStream(id),
      null,
      [
        {
          action: READER_ADDED,
          audience: 'state',
          facts: { list: id, reader: reader.id, seat: seatId, departements, ...period },
          personal: { name: reader.name, quality: reader.quality, email: reader.email },
        },
      ],
      [{ kind: READER_ADDED, payload: { list: id, reader: reader.id, seatId: bySeat, personId, organisationId } }],
    );
    return presentReader(reader);
  }

  /** Does nothing the second time. @throws AbsentError when there is no such reader */
  async revoke(tx: Tx, id: DecisionListId, readerId: EmbargoReaderId): Promise<{ readonly revoked: string }> {
    const isNew = await revokeReader(tx, id, readerId);
    if (isNew === null) throw new AbsentError();
    if (isNew)
      await record(tx, listStream(id), null, [
        { action: 'decision-list.reader-revoked', audience: 'state', facts: { list: id, reader: readerId } },
      ]);
    return { revoked: readerId };
  }

  /** Readers of a list with how often they read it. */
  async readers(tx: Tx, id: DecisionListId): Promise<readonly ReaderView[]> {
    return (await readersOf(tx, id, listStream(id))).map(presentReader);
  }
}
