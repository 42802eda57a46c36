import type { Siren } from '@rebond/kernel';

/** What a perimeter is made of: an EPCI, a Paris-area body (EPT), or a single commune. */
export type BodyKind = 'epci' | 'ept' | 'commune';

export interface TerritoryBody {
  readonly siren: Siren;
  readonly name: string;
  readonly kind: BodyKind;
  /** CC, CA, CU, METRO, MET69, EPT or COM. */
  readonly nature: string;
  /** Codes of the départements of the member communes, ascending; several where the body straddles a border. */
  readonly departements: readonly string[];
  /** INSEE codes of the regions of the member communes, ascending. */
  readonly regions: readonly string[];
  /** Municipal population. */
  readonly population: number;
  /**
   * Département of the seat where the map leaves no doubt, null for a body on several départements: the published
   * data don't name the seat, so the competent préfet is then for a person to say.
   */
  readonly seatDepartement: string | null;
}

/** The seat's département when all member communes are in one. */
export const seatDepartementOf = (departements: readonly string[]): string | null =>
  departements.length === 1 ? (departements[0] ?? null) : null;

const french = new Intl.ListFormat('fr', { type: 'conjunction' });

/** Name of a perimeter, in the order given: « A », « A et B », « A, B et C ». */
export const perimeterName = (bodies: readonly Pick<TerritoryBody, 'name'>[]): string =>
  french.format(bodies.map((body) => body.name));
