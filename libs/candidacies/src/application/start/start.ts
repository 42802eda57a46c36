import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { RefusedError, type CandidacyId, say, type Siren, type WaveId } from '@rebond/kernel';
import { record, statement, type Tx } from '@rebond/platform';
import { perimeterName, Territories } from '@rebond/territories';
import { perimeterOf, type AuthorityChoice } from '../../domain/perimeter.js';
import { candidacyStream } from '../cases.js';
import { searchLexemes } from '../list/search-words.js';
import { CaseAccess } from '../perimeter/case-access.js';
import { perimeterInput, sirenInput } from '../perimeter/perimeter-input.js';

export const startInput = z.strictObject({
  waveId: z.uuid(),
  /** Lead EPCI. */
  lead: sirenInput,
  ...perimeterInput.shape,
});
export type StartInput = z.output<typeof startInput>;

const INSERT = statement(
  'candidacy_insert',
  `with born as (
     insert into candidacies.candidacy
       (id, call_id, wave_id, definition_version, state, version, engineering, lead_siren, territory, perimeter,
        departement, regions, started_at, previous_id, search)
     values ($1, $2, $3, $4, 'draft', 1, $5, $6, $7, $8, $9, $10, $11, $12, array_to_tsvector($13::text[]))
   )
   insert into candidacies.answers (candidacy_id, document, updated_at) values ($1, $14, $11)`,
);

export interface Candidates extends AuthorityChoice {
  readonly lead: Siren;
  readonly members: readonly Siren[];
}

/** Opens a draft: its perimeter, its competent préfet and regions, and the access of the EPCI concerned. */
@Injectable()
export class StartCandidacy {
  constructor(
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly access: CaseAccess,
  ) {}

  /** @throws RefusedError `not-your-epci`, `unknown-siren`, `departement-needed`, `outside-perimeter`, `wave-closed` */
  async start(tx: Tx, input: StartInput): Promise<{ id: CandidacyId; version: number }> {
    const { waveId, ...candidates } = input;
    return this.open(tx, waveId as WaveId, candidates, null, {});
  }

  /** Opens a draft with answers brought from `previousId`, or with none. */
  async open(
    tx: Tx,
    waveId: WaveId,
    { lead, members: others, ...choice }: Candidates,
    previousId: CandidacyId | null,
    answers: Readonly<Record<string, unknown>>,
  ): Promise<{ id: CandidacyId; version: number }> {
    const { wave, definition } = await this.calls.waveAndDefinition(tx, waveId);
    if (Temporal.Instant.compare(tx.at, wave.cutoffAt) >= 0)
      throw new RefusedError('wave-closed', say`Cette relève est close : déposez dans la suivante.`);
    const sirens = [...new Set([lead, ...others])];
    const members = await this.territories.requirePerimeter(tx, sirens, (siren) =>
      siren === lead ? '/lead' : `/members/${others.indexOf(siren)}`,
    );
    if (!(await this.access.isLead(tx, { leadSiren: lead })))
      throw new RefusedError('not-your-epci', say`Seul le chef de file ouvre une candidature en son nom.`);
    const { perimeter, departement, regions } = perimeterOf(members, choice, null);
    const id = randomUUIDv7() as string as CandidacyId;
    const territory = perimeterName(members);
    const search = searchLexemes(waveId, territory, perimeter);
    await tx.include(id);
    await tx.query(INSERT, [
      ...[id, wave.callId, waveId, wave.definitionVersion, definition.phases.engineering, lead, territory, perimeter],
      ...[departement, regions, tx.at.toString(), previousId, search, JSON.stringify(answers)],
    ]);
    await this.access.ofMembers(tx, { id, leadSiren: lead, perimeter });
    const facts = { candidacy: id, wave: waveId, lead, perimeter, departement, regions, previous: previousId };
    await record(
      tx,
      candidacyStream(id),
      id,
      [{ action: 'candidacy.started', audience: 'territory', facts }],
      [{ kind: 'candidacy.started', payload: facts }],
    );
    return { id, version: 1 };
  }
}
