import { z } from 'zod';
import { isSiren, type Fault, say, type Siren } from '@rebond/kernel';

/** Years of a programme's list, as `2023-2027`. */
export const tiVintage = z.string().regex(/^\d{4}-\d{4}$/, say`Un millésime s’écrit 2023-2027.`);

/** One row of a published list: a member of a Territoire d'industrie. */
export const tiRow = z.object({
  id_ti: z.string().regex(/^ti-\d{4}$/, say`identifiant attendu sous la forme ti-7601`),
  lib_ti: z.string(),
  siren_epci: z.string().refine(isSiren, say`ce SIREN est faux : neuf chiffres dont le dernier est une clé`),
  nom_epci: z.string(),
  /** Empty for the Paris-area bodies and the single communes. */
  type_epci: z.string().optional(),
});
export type TiRow = z.output<typeof tiRow>;

export interface LocatedTiRow {
  readonly value: TiRow;
  readonly line: number;
  readonly fault: (column: string, code: string, detail: string) => Fault;
}

export interface TerritoireIndustrie {
  readonly id: string;
  readonly name: string;
  readonly members: readonly { readonly siren: Siren; readonly name: string }[];
}

interface Draft extends TerritoireIndustrie {
  readonly line: number;
  readonly members: { siren: Siren; name: string; line: number }[];
}

/**
 * Gathers the rows of a list by Territoire d'industrie.
 * @param known SIREN of the bodies and communes of the loaded vintages
 * @returns the territories, and a fault for every doubled member, unknown member or name that changes
 */
export function gatherTerritoiresIndustrie(
  rows: readonly LocatedTiRow[],
  known: ReadonlySet<string>,
): { readonly territories: readonly TerritoireIndustrie[]; readonly faults: readonly Fault[] } {
  const drafts = new Map<string, Draft>();
  const faults: Fault[] = [];
  for (const { value, line, fault } of rows) {
    const { id_ti: id, lib_ti: name, siren_epci: siren, nom_epci: member } = value;
    const draft = drafts.get(id) ?? { id, name, line, members: [] };
    drafts.set(id, draft);
    if (draft.name !== name)
      faults.push(fault('lib_ti', 'name-differs', say`${id} s'appelle « ${draft.name} » à la ligne ${draft.line}.`));
    const twin = draft.members.find((one) => one.siren === siren);
    if (twin)
      faults.push(fault('siren_epci', 'duplicate', say`${siren} est déjà membre de ${id} à la ligne ${twin.line}.`));
    else draft.members.push({ siren, name: member, line });
    if (!known.has(siren))
      faults.push(
        fault('siren_epci', 'unknown-siren', say`${siren} (${member}) n'est ni un EPCI, ni un EPT, ni une commune.`),
      );
  }
  const territories = [...drafts.values()].map(({ id, name, members }) => ({
    id,
    name,
    members: members.map((one) => ({ siren: one.siren, name: one.name })),
  }));
  return { territories, faults };
}
