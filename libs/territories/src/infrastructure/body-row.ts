import type { Siren } from '@rebond/kernel';
import { type BodyKind, seatDepartementOf, type TerritoryBody } from '../domain/body.js';

/** A row of the view `territories.current_body`. */
export interface BodyRow {
  readonly siren: string;
  readonly kind: BodyKind;
  readonly nature: string;
  readonly name: string;
  readonly departements: readonly string[];
  readonly regions: readonly string[];
  readonly population: number;
}

/** The columns come from the loaded map, whose SIREN were checked on the way in. */
export const bodyOf = (row: BodyRow): TerritoryBody => ({
  siren: row.siren as Siren,
  name: row.name,
  kind: row.kind,
  nature: row.nature,
  departements: row.departements,
  regions: row.regions,
  population: row.population,
  seatDepartement: seatDepartementOf(row.departements),
});
