import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { Directory } from '@rebond/identity';
import { isSiren, RefusedError, type CandidacyId, type Siren, type WaveId } from '@rebond/kernel';
import { record, statement, type Tx } from '@rebond/platform';
import { perimeterName, Territories, type TerritoryBody } from '@rebond/territories';
import { candidacyStream } from '../cases.js';
import { searchLexemes } from '../list/search-words.js';

const siren = z.string().refine(isSiren, 'Ce SIREN est invalide (neuf chiffres, clé de Luhn).');

export const startInput = z.strictObject({
  waveId: z.uuid(),
  /** Lead EPCI. */
  lead: siren,
  /** Other EPCI of the perimeter. */
  members: z.array(siren).max(40).default([]),
  /** Département whose préfet is competent; the lead's seat when it is not said. */
  departement: z
    .string()
    .regex(/^(\d{2}|2[AB]|97\d)$/)
    .optional(),
  /** Associated regions; those of the members when not said. */
  regions: z
    .array(z.string().regex(/^\d{2}$/))
    .min(1)
    .max(6)
    .optional(),
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

export interface Perimeter {
  readonly lead: Siren;
  readonly members: readonly Siren[];
  readonly departement?: string | undefined;
  readonly regions?: readonly string[] | undefined;
}

/** Opens a draft: its perimeter, its competent préfet and regions, and the access of the EPCI concerned. */
@Injectable()
export class StartCandidacy {
  constructor(
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly directory: Directory,
  ) {}

  /** @throws RefusedError `not-your-epci`, `unknown-siren`, `departement-needed`, `outside-perimeter`, `wave-closed` */
  async start(tx: Tx, input: StartInput): Promise<{ id: CandidacyId; version: number }> {
    return this.open(tx, input.waveId as WaveId, input, null, {});
  }

  /** Opens a draft with answers brought from `previousId`, or with none. */
  async open(
    tx: Tx,
    waveId: WaveId,
    perimeter: Perimeter,
    previousId: CandidacyId | null,
    answers: Readonly<Record<string, unknown>>,
  ): Promise<{ id: CandidacyId; version: number }> {
    const { wave, definition } = await this.calls.waveAndDefinition(tx, waveId);
    if (Temporal.Instant.compare(tx.at, wave.cutoffAt) >= 0)
      throw new RefusedError('wave-closed', 'Cette vague est close : déposez dans la suivante.');
    const sirens = [...new Set([perimeter.lead, ...perimeter.members])];
    const members = await this.territories.requirePerimeter(tx, sirens, (siren) =>
      siren === perimeter.lead ? '/lead' : `/members/${perimeter.members.indexOf(siren)}`,
    );
    const organisations = await this.directory.epciOrganisations(tx, sirens);
    if (organisations.get(perimeter.lead) !== tx.actor.organisationId)
      throw new RefusedError('not-your-epci', 'Seul le chef de file ouvre une candidature en son nom.');
    requireWithin(members, perimeter);
    const departement = perimeter.departement ?? competent(members, perimeter.lead);
    const regions = perimeter.regions ?? [...new Set(members.flatMap((one) => one.regions))].sort();
    const id = randomUUIDv7() as string as CandidacyId;
    const territory = perimeterName(members);
    await tx.include(id);
    await tx.query(INSERT, [
      ...[
        id,
        wave.callId,
        waveId,
        wave.definitionVersion,
        definition.phases.engineering,
        perimeter.lead,
        territory,
        sirens,
      ],
      ...[
        departement,
        regions,
        tx.at.toString(),
        previousId,
        searchLexemes(waveId, territory, sirens),
        JSON.stringify(answers),
      ],
    ]);
    await this.directory.grant(
      tx,
      [...organisations].map(([one, organisationId]) => ({
        candidacyId: id,
        organisationId,
        basis: one === perimeter.lead ? ('lead' as const) : ('member' as const),
      })),
    );
    const facts = {
      candidacy: id,
      wave: waveId,
      lead: perimeter.lead,
      perimeter: sirens,
      departement,
      regions,
      previous: previousId,
    };
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

/**
 * The préfet and the Régions named are those of a part of the perimeter: the deposit opens the case to them.
 * @throws RefusedError `outside-perimeter` with every fault
 */
function requireWithin(members: readonly TerritoryBody[], { departement, regions = [] }: Perimeter): void {
  const outside = (pointer: string, detail: string) => ({ pointer, code: 'outside-perimeter', detail });
  const isElsewhere = departement !== undefined && !members.some((one) => one.departements.includes(departement));
  const strangers = regions.flatMap((region, i) =>
    members.some((one) => one.regions.includes(region))
      ? []
      : [outside(`/regions/${i}`, `Aucun membre du périmètre n'est dans la région ${region}.`)],
  );
  const faults = isElsewhere
    ? [outside('/departement', `Aucun membre du périmètre n'est dans le département ${departement}.`), ...strangers]
    : strangers;
  if (faults.length > 0)
    throw new RefusedError(
      'outside-perimeter',
      'Le département et les régions indiqués sont ceux du périmètre de la candidature.',
      faults,
    );
}

function competent(members: readonly TerritoryBody[], lead: Siren): string {
  const departement = members.find((one) => one.siren === lead)?.seatDepartement;
  if (departement) return departement;
  throw new RefusedError('departement-needed', 'Indiquez le département dont le préfet est compétent.');
}
