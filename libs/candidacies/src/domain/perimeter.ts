import { RefusedError, type Fault, say, type Siren } from '@rebond/kernel';

/** A member of a perimeter, as far as the authorities of the case depend on it. */
export interface Member {
  readonly siren: Siren;
  readonly departements: readonly string[];
  readonly regions: readonly string[];
  /** Null for a body on several départements: the competent préfet is then for a person to say. */
  readonly seatDepartement: string | null;
}

/** Who is candidate together, the préfet whom it comes under and the Régions associated with it. */
export interface Perimeter {
  /** The lead first. */
  readonly perimeter: readonly Siren[];
  readonly departement: string;
  readonly regions: readonly string[];
}

/** What the territory says of the authorities itself; what it does not say follows the members. */
export interface AuthorityChoice {
  readonly departement?: string | undefined;
  readonly regions?: readonly string[] | undefined;
}

/** A type, so that it is JSON. */
export type PerimeterChange = {
  readonly joined: readonly Siren[];
  readonly left: readonly Siren[];
};

/**
 * The perimeter that these members make. Where nothing is said, the préfet and the Régions chosen before stay while
 * they are those of a member, and whoever joins brings its Régions.
 * @param members the lead first
 * @param before the perimeter that this one replaces; null for a first one
 * @throws RefusedError `outside-perimeter` with every fault, `departement-needed`
 */
export function perimeterOf(members: readonly Member[], choice: AuthorityChoice, before: Perimeter | null): Perimeter {
  requireWithin(members, choice);
  return {
    perimeter: members.map(({ siren }) => siren),
    departement: choice.departement ?? competentFor(members, before),
    regions: choice.regions ? choice.regions.toSorted() : associatedWith(members, before),
  };
}

export const changeBetween = (before: readonly Siren[], after: readonly Siren[]): PerimeterChange => ({
  joined: after.filter((siren) => !before.includes(siren)),
  left: before.filter((siren) => !after.includes(siren)),
});

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

export const isSamePerimeter = (a: Perimeter, b: Perimeter): boolean =>
  a.departement === b.departement && isSameSet(a.regions, b.regions) && isSameSet(a.perimeter, b.perimeter);

const isIn = (members: readonly Member[], departement: string): boolean =>
  members.some(({ departements }) => departements.includes(departement));

function competentFor(members: readonly Member[], before: Perimeter | null): string {
  if (before && isIn(members, before.departement)) return before.departement;
  const seat = members[0]?.seatDepartement;
  if (seat) return seat;
  throw new RefusedError('departement-needed', say`Indiquez le département dont le préfet est compétent.`);
}

function associatedWith(members: readonly Member[], before: Perimeter | null): readonly string[] {
  const all = [...new Set(members.flatMap(({ regions }) => regions))].sort();
  if (!before) return all;
  const brought = members.filter(({ siren }) => !before.perimeter.includes(siren)).flatMap(({ regions }) => regions);
  const kept = all.filter((region) => before.regions.includes(region) || brought.includes(region));
  return kept.length === 0 ? all : kept;
}

/** The préfet and the Régions named are those of a part of the perimeter: the deposit opens the case to them. */
function requireWithin(members: readonly Member[], { departement, regions = [] }: AuthorityChoice): void {
  const outside = (pointer: string, detail: string): Fault => ({ pointer, code: 'outside-perimeter', detail });
  const faults = regions.flatMap((region, i) =>
    members.some((one) => one.regions.includes(region))
      ? []
      : [outside(`/regions/${i}`, say`Aucun membre du périmètre n'est dans la région ${region}.`)],
  );
  if (departement !== undefined && !isIn(members, departement))
    faults.unshift(outside('/departement', say`Aucun membre du périmètre n'est dans le département ${departement}.`));
  if (faults.length > 0)
    throw new RefusedError(
      'outside-perimeter',
      say`Le département et les régions indiqués sont ceux du périmètre de la candidature.`,
      faults,
    );
}
