import { Injectable } from '@nestjs/common';
import { AbsentError, isSiren, RefusedError, say, type Siren } from '@rebond/kernel';
import { statement, type CsvFile, type Tx } from '@rebond/platform';
import type { TerritoryBody } from '../domain/body.js';
import { type BodyRow, bodyOf } from '../infrastructure/body-row.js';
import type { TerritoriesSource } from '../infrastructure/packaged.js';
import { importTerritoiresIndustrie, type ImportedList } from './import/import-territoires-industrie.js';
import { loadTerritories, type LoadedTerritories } from './load/load-territories.js';
import { searchTerritories, type FoundTerritory } from './search/search.js';

/** The Territoire d'industrie that a body belongs to, in one vintage of the lists. */
export interface TiMembership {
  readonly vintage: string;
  readonly id: string;
  readonly name: string;
}

export interface MemberCommune {
  readonly code: string;
  readonly siren: Siren | null;
  readonly name: string;
  readonly departement: string;
}

const BODIES = statement(
  'territories_bodies_of',
  `select siren, kind, nature, name, departements, regions, population
     from territories.current_body where siren = any ($1)`,
);
const MEMBERSHIPS = statement(
  'ti_of',
  `select t.vintage, t.id, t.name
     from territories.territoire_industrie_member m
     join territories.territoire_industrie t on t.vintage = m.vintage and t.id = m.id
    where m.siren = $1 order by t.vintage, t.id`,
);
const COMMUNES = statement(
  'territories_communes_of',
  `select code, siren, name, departement from territories.commune
    where (epci = $1 or ept = $1) and vintage = (select max(vintage) from territories.vintage)
    order by name collate "fr-x-icu", code`,
);

const AREAS = statement(
  'territories_area_names',
  `select 'departement' as kind, code, name, region from territories.departement
    where vintage = (select max(vintage) from territories.vintage)
   union all
   select 'region', code, name, code from territories.region
    where vintage = (select max(vintage) from territories.vintage)`,
);

/** Names by INSEE code. */
export interface AreaNames {
  readonly departements: ReadonlyMap<string, string>;
  readonly regions: ReadonlyMap<string, string>;
  /** Code of the region of a département, by its own. */
  readonly regionOf: ReadonlyMap<string, string>;
}

/** The administrative map and the lists of Territoires d'industrie, for the other rooms. */
@Injectable()
export class Territories {
  /** Bodies of the newest vintage by SIREN; a SIREN that names none is left out. */
  async bodies(tx: Tx, sirens: readonly Siren[]): Promise<Map<Siren, TerritoryBody>> {
    const rows = await tx.query<BodyRow>(BODIES, [sirens]);
    return new Map(rows.map((row) => [row.siren as Siren, bodyOf(row)]));
  }

  /**
   * The bodies of a perimeter, in the order asked.
   * @param pointer JSON pointer of one of them, for the faults
   * @throws RefusedError `unknown-siren` with one fault for each SIREN that names no body of the newest vintage
   */
  async requirePerimeter(
    tx: Tx,
    sirens: readonly Siren[],
    pointer: (siren: Siren, i: number) => string = (_, i) => `/perimeter/${i}`,
  ): Promise<readonly TerritoryBody[]> {
    const found = await this.bodies(tx, sirens);
    const faults = sirens.flatMap((siren, i) =>
      found.has(siren)
        ? []
        : [
            {
              pointer: pointer(siren, i),
              code: 'unknown-siren',
              detail: say`Le SIREN ${siren} n'est celui d'aucune intercommunalité ni commune.`,
            },
          ],
    );
    if (faults.length > 0)
      throw new RefusedError('unknown-siren', say`Le périmètre comporte un SIREN inconnu.`, faults, {
        sirens: sirens.filter((siren) => !found.has(siren)),
      });
    return sirens.flatMap((siren) => found.get(siren) ?? []);
  }

  /** @throws AbsentError when the SIREN names no body of the newest vintage */
  async body(tx: Tx, siren: string): Promise<TerritoryBody> {
    const body = isSiren(siren) ? (await this.bodies(tx, [siren])).get(siren) : undefined;
    if (!body) throw new AbsentError();
    return body;
  }

  /** Member communes of an EPCI or EPT on the newest vintage, by name. */
  communes(tx: Tx, siren: Siren): Promise<MemberCommune[]> {
    return tx.query<MemberCommune>(COMMUNES, [siren]);
  }

  /** Départements and regions of the newest vintage. */
  async areaNames(tx: Tx): Promise<AreaNames> {
    const rows = await tx.query<Record<'kind' | 'code' | 'name' | 'region', string>>(AREAS);
    const namesOf = (kind: string) =>
      new Map(rows.filter((row) => row.kind === kind).map(({ code, name }) => [code, name]));
    const departements = rows.filter(({ kind }) => kind === 'departement');
    return {
      departements: namesOf('departement'),
      regions: namesOf('region'),
      regionOf: new Map(departements.map(({ code, region }) => [code, region])),
    };
  }

  search(tx: Tx, query: string, limit: number): Promise<readonly FoundTerritory[]> {
    return searchTerritories(tx, query, limit);
  }

  /** The Territoires d'industrie of a body, one per vintage imported that has it, oldest first. */
  territoiresIndustrie(tx: Tx, siren: Siren): Promise<readonly TiMembership[]> {
    return tx.query<TiMembership & Record<string, string>>(MEMBERSHIPS, [siren]);
  }

  /** Loads a vintage of the map (by default the installed one); as the system actor. */
  load(tx: Tx, source?: TerritoriesSource): Promise<LoadedTerritories> {
    return loadTerritories(tx, source);
  }

  /** Imports a published list of Territoires d'industrie, all or nothing; as the system actor. */
  importTerritoiresIndustrie(tx: Tx, vintage: string, file: CsvFile): Promise<ImportedList> {
    return importTerritoiresIndustrie(tx, vintage, file);
  }
}
