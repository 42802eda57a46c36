import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { requireUnrecused } from '@rebond/identity';
import { RefusedError, say, type WaveId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { insertLaureates, laureatesToAnnounce } from './laureate-rows.js';

/** A type, so that it is JSON. */
export type Announcement = { readonly id: string; readonly laureates: number };

/** Makes the laureates of a wave public: from then on, and only then, everyone reads them. */
@Injectable()
export class AnnounceLaureates {
  constructor(private readonly calls: Calls) {}

  /** @throws AbsentError, ForbiddenError `recused-in-wave`, RefusedError `nothing-to-announce` */
  async handle(tx: Tx, waveId: WaveId): Promise<Announcement> {
    const wave = await this.calls.wave(tx, waveId);
    requireUnrecused(tx.actor, wave.id);
    const cases = await laureatesToAnnounce(tx, wave.id);
    if (cases.length === 0)
      throw new RefusedError('nothing-to-announce', say`Cette relève n’a aucun lauréat qui ne soit déjà annoncé.`);
    const id = randomUUIDv7() as string;
    const ids = cases.map((one) => one.id);
    await insertLaureates(tx, id, wave.id, ids);
    await record(tx, `wave:${wave.id}`, null, [
      { action: 'laureates.announced', audience: 'everyone', facts: { wave: wave.id, announcement: id, cases: ids } },
    ]);
    return { id, laureates: ids.length };
  }
}
