import { isSiren, type Siren } from '@rebond/kernel';
import { Client } from 'pg';
import type { Territory } from './play.js';

/** A SIREN that no entity has: the block 99990 is not assigned; the last digit is its key. */
export function inventedSiren(n: number): Siren {
  const body = `99990${String(n).padStart(3, '0')}`;
  for (let key = 0; key < 10; key += 1) {
    const candidate = `${body}${String(key)}`;
    if (isSiren(candidate)) return candidate;
  }
  throw new RangeError('no valid key');
}

const NAMES = {
  rejected: ['CC de Valombre (inventée)', '63', '84'],
  deferred: ['CC des Trois-Rivières-Exemple (inventée)', '21', '27'],
  withdrawn: ['CA de Montfictif (inventée)', '35', '53'],
  expired: ['CC du Brouillon (inventée)', '87', '75'],
  late: ['CC de Midi-Passé (inventée)', '974', '04'],
  silent: ['CA du Grand-Silence (inventée)', '10', '44'],
  inadmissible: ['CC du Hors-Champ (inventée)', '83', '93'],
  abandoned: ['CA de Belle-Promesse (inventée)', '72', '52'],
  incomplete: ['CC de la Pièce-Manquante (inventée)', '67', '44'],
  waiting: ['CA de l’Attente (inventée)', '31', '76'],
  open: ['CC du Chantier-Ouvert (inventée)', '974', '04'],
  reviewed: ['CC du Val-Supposé (inventée)', '08', '44'],
  embargoed: ['CA du Cap-Imaginé (inventée)', '59', '32'],
} as const satisfies Readonly<Record<string, readonly [name: string, departement: string, region: string]>>;

export type InventedKey = keyof typeof NAMES;

/** Territories that do not exist: nothing unfavourable is said of a real one. */
export const INVENTED = Object.fromEntries(
  Object.entries(NAMES).map(([key, [name, departement]], i) => [
    key,
    { lead: inventedSiren(i + 1), members: [], departement, name },
  ]),
) as unknown as Readonly<Record<InventedKey, Territory>>;

/** Adds the invented EPCI to the map, as its owner: no API creates an EPCI. */
export async function addInventedTerritories(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const entries = Object.entries(NAMES) as [InventedKey, readonly [string, string, string]][];
    for (const [key, [name, departement, region]] of entries)
      await owner.query(
        `insert into territories.body (vintage, siren, kind, nature, name, departements, regions, population, folded)
         select max(vintage), $1, 'epci', 'CC', $2, array[$3], array[$4], 1, lower($2) from territories.body
         on conflict do nothing`,
        [INVENTED[key].lead, name, departement, region],
      );
  } finally {
    await owner.end();
  }
}
