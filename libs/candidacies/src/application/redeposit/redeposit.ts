import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, carryOver, type Wave } from '@rebond/calls';
import { ConflictError, RefusedError, type CandidacyId, say, type WaveId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { stateName } from '../../domain/decide.js';
import type { CaseState } from '../../domain/machine.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { readAnswers } from '../edit/save-answers.js';
import { StartCandidacy } from '../start/start.js';
import { copyDocuments, documentIdsOf, newIds } from './copy-documents.js';
import { remapTexts, textsAmong } from './remap.js';

export const redepositInput = z.strictObject({
  /** A later wave of the same call; that of the deferral when it is not said. Or the draft's own, prolonged since. */
  waveId: z.uuid().optional(),
});
export type RedepositInput = z.output<typeof redepositInput>;

export type Redeposited = {
  readonly id: string;
  readonly version: number;
  readonly previousId: string;
  readonly waveId: string;
  /** Keys of old answers that the form of this wave does not take. */
  readonly dropped: readonly string[];
  /** Documents that came along, old id to new. */
  readonly documents: Readonly<Record<string, string>>;
};

const SERIALISE = statement(
  'redeposit_serialise',
  `select pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))`,
);
const ALREADY = statement(
  'redeposit_already',
  `select id, state, started_at from candidacies.candidacy
    where wave_id = $1 and lead_siren = $2 and previous_id is not null and state not in ('withdrawn', 'expired')
    order by id limit 1`,
);

const ENDED: ReadonlySet<CaseState> = new Set(['rejected', 'expired', 'withdrawn', 'inadmissible']);

/**
 * A territory that was not selected tries again: a draft in a later wave that starts from its old answers. A draft that
 * expired is taken up in its own wave when that is prolonged afterwards.
 */
@Injectable()
export class Redeposit {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly starting: StartCandidacy,
  ) {}

  /**
   * @throws RefusedError `not-redepositable`, `wave-needed`, `other-call`, `wave-not-later`, `wave-not-open`, `wave-closed`
   * @throws ConflictError `already-redeposited` that names the draft
   */
  async redeposit(tx: Tx, id: CandidacyId, input: RedepositInput): Promise<Redeposited> {
    const previous = await this.cases.lockOne(tx, id);
    requireRedepositable(previous);
    const waveId = (input.waveId ?? previous.context.nextWaveId) as WaveId | null;
    if (waveId === null) throw new RefusedError('wave-needed', say`Indiquez la relève dans laquelle redéposer.`);
    const { wave, definition } = await this.calls.waveAndDefinition(tx, waveId);
    requireLater(wave, await this.calls.wave(tx, previous.waveId), previous, tx.at);
    await this.requireFirst(tx, previous, wave);
    const { answers, dropped } = carryOver(definition, (await readAnswers(tx, id)).document);
    const copies = newIds(textsAmong(answers, await documentIdsOf(tx, id)));
    const draft = await this.starting.open(
      tx,
      waveId,
      {
        lead: previous.leadSiren,
        members: previous.perimeter.filter((siren) => siren !== previous.leadSiren),
        departement: previous.departement,
        regions: previous.regions,
      },
      id,
      remapTexts(answers, copies) as Record<string, unknown>,
    );
    await copyDocuments(tx, id, draft.id, copies);
    return { ...draft, previousId: id, waveId, dropped, documents: Object.fromEntries(copies) };
  }

  private async requireFirst(tx: Tx, { leadSiren }: Candidacy, wave: Wave): Promise<void> {
    await tx.query(SERIALISE, [wave.id, leadSiren]);
    const [already] = await tx.query<{ id: string; state: string; started_at: Date }>(ALREADY, [wave.id, leadSiren]);
    if (!already) return;
    throw new ConflictError('already-redeposited', say`Une reprise est déjà ouverte dans cette relève.`, [], {
      first: { candidacyId: already.id, state: already.state, startedAt: already.started_at.toISOString() },
    });
  }
}

function requireRedepositable({ state, context }: Candidacy): void {
  if (ENDED.has(state) || (state === 'waitlisted' && context.nextWaveId !== null)) return;
  throw new RefusedError(
    'not-redepositable',
    state === 'waitlisted'
      ? say`Cette candidature est sur liste d'attente dans sa relève : elle n'a pas été reportée à une relève suivante.`
      : say`Une candidature ${stateName(state)} ne se redépose pas.`,
    [],
    { state },
  );
}

/** The wave of a draft that expired opens again to it when it is prolonged after its cut-off, an outage made up for. */
function requireLater(wave: Wave, before: Wave, { state }: Candidacy, now: Temporal.Instant): void {
  if (wave.callId !== before.callId)
    throw new RefusedError(
      'other-call',
      say`Cette relève est celle d'un autre appel : ouvrez-y une nouvelle candidature.`,
    );
  const isReopened = wave.id === before.id && state === 'expired' && Temporal.Instant.compare(now, wave.cutoffAt) < 0;
  if (!isReopened && Temporal.Instant.compare(wave.cutoffAt, before.cutoffAt) <= 0)
    throw new RefusedError('wave-not-later', say`Un redépôt se fait dans une relève postérieure à celle du dossier.`);
  if (Temporal.Instant.compare(wave.opensAt, now) > 0)
    throw new RefusedError('wave-not-open', say`Cette relève n'est pas encore ouverte.`, [], {
      opensAt: wave.opensAt.toString(),
    });
}
