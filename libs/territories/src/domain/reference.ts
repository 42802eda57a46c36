import { z } from 'zod';
import { foldText } from '@rebond/kernel';
import type { BodyKind } from './body.js';

/** The source writes quotation marks as doubled apostrophes: CA de Blois ''Agglopolys''. */
const name = z.string().transform((text) => text.replaceAll(/''([^']+)''/g, '« $1 »'));
const named = z.object({ code: z.string(), nom: name });
const members = z.array(z.object({ code: z.string() })).min(1);

/** The files of one vintage, as Etalab's `decoupage-administratif` publishes them. */
export const referenceFiles = z.object({
  regions: z.array(named),
  departements: z.array(named.extend({ region: z.string() })),
  communes: z.array(
    named.extend({
      type: z.string(),
      siren: z.string().optional(),
      departement: z.string().optional(),
      region: z.string().optional(),
      population: z.number().int().nonnegative().default(0),
    }),
  ),
  epci: z.array(named.extend({ type: z.string(), populationMunicipale: z.number(), membres: members })),
  ept: z.array(named.extend({ type: z.string(), populationMunicipale: z.number(), membres: members })),
});
export type ReferenceFiles = z.output<typeof referenceFiles>;

export interface CommuneRow {
  readonly code: string;
  readonly siren: string | null;
  readonly name: string;
  readonly departement: string;
  readonly region: string;
  readonly population: number;
  readonly epci: string | null;
  readonly ept: string | null;
  readonly folded: string;
}

export interface BodyRow {
  readonly siren: string;
  readonly kind: Exclude<BodyKind, 'commune'>;
  readonly nature: string;
  readonly name: string;
  readonly departements: readonly string[];
  readonly regions: readonly string[];
  readonly population: number;
  readonly folded: string;
}

export interface ReferenceRows {
  readonly regions: readonly { code: string; name: string }[];
  readonly departements: readonly { code: string; name: string; region: string }[];
  readonly communes: readonly CommuneRow[];
  readonly bodies: readonly BodyRow[];
}

type Grouping = ReferenceFiles['epci'][number];

/** Which grouping each commune belongs to. */
const membership = (groupings: readonly Grouping[]): ReadonlyMap<string, string> =>
  new Map(groupings.flatMap((grouping) => grouping.membres.map((member) => [member.code, grouping.code] as const)));

const distinct = (codes: readonly string[]): string[] => [...new Set(codes)].sort();

/**
 * A grouping's départements and regions are those of its member communes: the data name none, and some straddle.
 * @throws Error when a member is not a commune of the same vintage
 */
function bodyOf(grouping: Grouping, kind: BodyRow['kind'], communes: ReadonlyMap<string, CommuneRow>): BodyRow {
  const found = grouping.membres.map(({ code }) => {
    const commune = communes.get(code);
    if (!commune) throw new Error(`${grouping.nom} (${grouping.code}) : commune ${code} absente de ce millésime.`);
    return commune;
  });
  return {
    siren: grouping.code,
    kind,
    nature: grouping.type,
    name: grouping.nom,
    departements: distinct(found.map((commune) => commune.departement)),
    regions: distinct(found.map((commune) => commune.region)),
    population: grouping.populationMunicipale,
    folded: foldText(grouping.nom),
  };
}

/** The rows of one vintage: communes as they are today (no former ones, no arrondissements), EPCI and EPT. */
export function referenceRows(files: ReferenceFiles): ReferenceRows {
  const [inEpci, inEpt] = [membership(files.epci), membership(files.ept)];
  const communes = files.communes.flatMap((commune): CommuneRow[] => {
    const { code, nom, siren, departement, region, population, type } = commune;
    if (type !== 'commune-actuelle' || departement === undefined || region === undefined) return [];
    const [epci, ept] = [inEpci.get(code) ?? null, inEpt.get(code) ?? null];
    return [
      { code, siren: siren ?? null, name: nom, departement, region, population, epci, ept, folded: foldText(nom) },
    ];
  });
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  return {
    regions: files.regions.map(({ code, nom }) => ({ code, name: nom })),
    departements: files.departements.map(({ code, nom, region }) => ({ code, name: nom, region })),
    communes,
    bodies: [
      ...files.epci.map((one) => bodyOf(one, 'epci', byCode)),
      ...files.ept.map((one) => bodyOf(one, 'ept', byCode)),
    ],
  };
}
