import { z } from 'zod';
import { foldText } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { type BodyRow, bodyOf } from '../../infrastructure/body-row.js';
import type { TerritoryBody } from '../../domain/body.js';

export const LARGEST_PAGE = 20;

export const searchInput = z.strictObject({
  /** Words of a name, or the first digits of a SIREN. */
  q: z.string().trim().min(2).max(100),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(LARGEST_PAGE),
});

/** `via` names the member commune by which a body was found, null when its own name or SIREN matched. */
export type FoundTerritory = TerritoryBody & { readonly via: string | null };

const RANKED = `
  select b.siren, b.kind, b.nature, b.name, b.departements, b.regions, b.population, f.via
    from found f join territories.current_body b on b.siren = f.siren
   order by f.via is not null, array_position(array['epci', 'ept', 'commune'], b.kind),
            b.name collate "fr-x-icu", b.siren
   limit $2`;

const BY_NAME = statement(
  'territories_by_name',
  `with newest as (select max(vintage) as vintage from territories.vintage),
   communes as materialized (
     select c.siren, c.epci, c.ept, c.name from territories.commune c
      where c.search @@ to_tsquery('pg_catalog.simple', $1) and c.vintage = (select vintage from newest)
   ),
   hits as (
     select b.siren, null as via from territories.body b
      where b.search @@ to_tsquery('pg_catalog.simple', $1) and b.vintage = (select vintage from newest)
     union all
     select siren, null from communes where siren is not null
     union all
     select m.siren, c.name from communes c cross join lateral (values (c.epci), (c.ept)) as m(siren)
      where m.siren is not null
   ),
   found as (
     select distinct on (siren) siren, via from hits order by siren, via collate "fr-x-icu" nulls first
   )
   ${RANKED}`,
);

const BY_SIREN = statement(
  'territories_by_siren',
  `with found as (select siren, null as via from territories.current_body where siren like $1 || '%') ${RANKED}`,
);

/** What people type becomes prefixes of words, all of which must be there; null when no letter or digit is left. */
function prefixes(query: string): string | null {
  const words = foldText(query).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(' & ');
}

/**
 * Bodies of the newest vintage whose name, or a member commune's, has words that begin as those typed, accents or
 * not; or whose SIREN begins so. Those found by their own name first, among
 * them intermunicipal bodies, then by name.
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
