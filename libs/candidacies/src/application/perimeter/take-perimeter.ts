import { Injectable } from '@nestjs/common';
import type { Tx } from '@rebond/platform';
import { changeBetween } from '../../domain/perimeter.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { freeStrangersSections } from '../sections/assign-section.js';
import { CaseAccess } from './case-access.js';
import { asWritten, preparePerimeter, type NamedPerimeter } from './written-perimeter.js';

/** Puts a perimeter into force: the case's row, whom it is open to, and who writes which of its sections. */
@Injectable()
export class TakePerimeter {
  constructor(
    private readonly cases: Cases,
    private readonly access: CaseAccess,
  ) {}

  /** Gives a locked case a perimeter; who acts says so in its journal. */
  async take(tx: Tx, { id }: Candidacy, perimeter: NamedPerimeter): Promise<Candidacy> {
    const candidacy = await this.cases.reshape(tx, id, perimeter);
    await this.access.ofMembers(tx, candidacy);
    if (candidacy.depositedAt !== null) await this.access.ofAuthorities(tx, candidacy);
    await freeStrangersSections(tx, id);
    return candidacy;
  }

  /** At a deposit: the perimeter that the territory prepared since the last one, if it did. */
  async takePrepared(tx: Tx, candidacy: Candidacy, cutoffAt: Temporal.Instant): Promise<Candidacy> {
    const written = await asWritten(tx, candidacy, cutoffAt);
    if (written === candidacy) return candidacy;
    const { perimeter, departement, regions, territory } = written;
    const taken = await this.take(tx, candidacy, { perimeter, departement, regions, territory });
    await preparePerimeter(tx, candidacy.id, null);
    const facts = { perimeter, departement, regions, ...changeBetween(candidacy.perimeter, perimeter) };
    await this.cases.record(
      tx,
      candidacy.id,
      [{ action: 'candidacy.perimeter-changed', audience: 'everyone', facts }],
      [{ kind: 'candidacy.perimeter-changed', payload: { candidacy: candidacy.id, ...facts } }],
    );
    return taken;
  }
}
