import { z } from 'zod';
import { foldText } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { type BodyRow, bodyOf } from '../../infrastructure/body-row.js';
import type { TerritoryBody } from '../../domain/body.js';

const LARGEST_PAGE = 20;

export const searchInput = z.strictObject({
  /** Words of a name, or the first digits of a SIREN. */
  q: z.string().trim().min(2).max(100),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(LARGEST_PAGE),
});

/** `via` names the member commune by which a body was found, null when its own name or SIREN matched. */
export type FoundTerritory = TerritoryBody & { readonly via: string | null };

const RANKED = `
  select siren, kind, nature, name, departements, regions, population, via from found
   order by via is not null, array_position(array['epci', 'ept', 'commune'], kind), name collate "fr-x-icu", siren
   limit $2`;

export const BY_NAME = statement(
  'territories_by_name',
  `with newest as (select max(vintage) as vintage from territories.vintage),
   communes as materialized (
     select c.siren, c.name, array[c.departement] as departements, array[c.region] as regions, c.population, c.epci,
            c.ept
       from territories.commune c
      where c.search @@ to_tsquery('pg_catalog.simple', $1) and c.vintage = (select vintage from newest)
   ),
   hits as (
     select b.siren, b.kind, b.nature, b.name, b.departements, b.regions, b.population, null as via
       from territories.body b
      where b.search @@ to_tsquery('pg_catalog.simple', $1) and b.vintage = (select vintage from newest)
     union all
     select siren, 'commune', 'COM', name, departements, regions, population, null
       from communes where siren is not null
     union all
     select b.siren, b.kind, b.nature, b.name, b.departements, b.regions, b.population, c.name
       from communes c
       join territories.body b on b.siren in (c.epci, c.ept) and b.vintage = (select vintage from newest)
   ),
   found as (select distinct on (siren) * from hits order by siren, via collate "fr-x-icu" nulls first)
   ${RANKED}`,
);

// `:` follows `9`: a range of digits that an index serves whatever the plan.
const BY_SIREN = statement(
  'territories_by_siren',
  `with found as (
     select siren, kind, nature, name, departements, regions, population, null as via
       from territories.current_body where siren ~>=~ $1 and siren ~<~ ($1 || ':')
   )
   ${RANKED}`,
);

/** What people type becomes prefixes of words, all of which must be there; null when no letter or digit is left. */
function prefixes(query: string): string | null {
  const words = foldText(query).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(' & ');
}

/**
 * Bodies of the newest vintage whose name, or a member commune's, has words that begin as those typed, accents or
 * not; or whose SIREN begins so. Those found by their own name come first, then intermunicipal bodies, then by name.
 */
export async function searchTerritories(tx: Tx, query: string, limit: number): Promise<FoundTerritory[]> {
  const digits = query.replaceAll(/\s/g, '');
  const isSirenStart = /^\d{3,9}$/.test(digits);
  const asked = isSirenStart ? digits : prefixes(query);
  if (asked === null) return [];
  const values = [asked, Math.min(limit, LARGEST_PAGE)];
  const rows = await tx.query<BodyRow & { via: string | null }>(isSirenStart ? BY_SIREN : BY_NAME, values);
  return rows.map((row) => ({ ...bodyOf(row), via: row.via }));
}
