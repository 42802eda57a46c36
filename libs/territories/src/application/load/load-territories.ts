import { statement, type Tx } from '@rebond/platform';
import { referenceRows } from '../../domain/reference.js';
import { packagedTerritories, type TerritoriesSource } from '../../infrastructure/packaged.js';

const FORGET = statement('territories_forget', 'delete from territories.vintage where vintage = $1');
const VINTAGE = statement(
  'territories_vintage',
  'insert into territories.vintage (vintage, source, loaded_at) values ($1, $2, $3)',
);
const REGIONS = statement(
  'territories_regions',
  `insert into territories.region (vintage, code, name)
   select $1, r.code, r.name from json_to_recordset($2::json) as r(code text, name text)`,
);
const DEPARTEMENTS = statement(
  'territories_departements',
  `insert into territories.departement (vintage, code, name, region)
   select $1, d.code, d.name, d.region from json_to_recordset($2::json) as d(code text, name text, region text)`,
);
const COMMUNES = statement(
  'territories_communes',
  `insert into territories.commune (vintage, code, siren, name, departement, region, population, epci, ept, folded)
   select $1, c.code, c.siren, c.name, c.departement, c.region, c.population, c.epci, c.ept, c.folded
     from json_to_recordset($2::json) as c(code text, siren text, name text, departement text, region text,
                                           population int, epci text, ept text, folded text)`,
);
const BODIES = statement(
  'territories_bodies',
  `insert into territories.body (vintage, siren, kind, nature, name, departements, regions, population, folded)
   select $1, b.siren, b.kind, b.nature, b.name, b.departements, b.regions, b.population, b.folded
     from json_to_recordset($2::json) as b(siren text, kind text, nature text, name text, departements text[],
                                           regions text[], population int, folded text)`,
);

export interface LoadedTerritories {
  readonly vintage: number;
  readonly bodies: number;
  readonly communes: number;
}

/**
 * Loads one vintage of the administrative map, in place of what was loaded of the same vintage. Other vintages stay.
 * @param db a transaction of the system actor, or a connection of the owner behind the same two members
 * @param source by default the vintage installed with the product
 */
export async function loadTerritories(
  db: Pick<Tx, 'query' | 'at'>,
  source: TerritoriesSource = packagedTerritories(),
): Promise<LoadedTerritories> {
  const { vintage } = source;
  const rows = referenceRows(source.files);
  await db.query(FORGET, [vintage]);
  await db.query(VINTAGE, [vintage, source.source, db.at.toString()]);
  await db.query(REGIONS, [vintage, JSON.stringify(rows.regions)]);
  await db.query(DEPARTEMENTS, [vintage, JSON.stringify(rows.departements)]);
  await db.query(COMMUNES, [vintage, JSON.stringify(rows.communes)]);
  await db.query(BODIES, [vintage, JSON.stringify(rows.bodies)]);
  return { vintage, bodies: rows.bodies.length, communes: rows.communes.length };
}
