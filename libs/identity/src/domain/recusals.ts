import { ForbiddenError, say, type WaveId } from '@rebond/kernel';
import type { SeatRole } from './roles.js';

/**
 * What a conflict of interest is to a seat's role (CGFP L121-4, L121-5): `first` declares before anything of a wave is
 * shown to it, because it examines or judges; `may` is recused when a conflict is declared; `party` belongs to the case
 * (its territory, its firms) and sees its own whatever happens.
 */
export type RecusalDuty = 'first' | 'may' | 'party';

export const RECUSAL: Readonly<Record<SeatRole, RecusalDuty>> = {
  programme_director: 'may',
  bdt_officer: 'first',
  bpifrance_officer: 'may',
  minister_office: 'may',
  sub_prefect: 'may',
  region_council: 'may',
  epci_lead: 'party',
  epci_member: 'party',
  consultancy: 'party',
  auditor: 'may',
};

const rolesOf = (duty: RecusalDuty): readonly string[] =>
  Object.entries(RECUSAL).flatMap(([role, one]) => (one === duty ? [role] : []));

export const DECLARING_FIRST = rolesOf('first');
export const PARTIES = rolesOf('party');

/** Why a person has no part in a case: found by the product, but for the last. */
export const GROUNDS = ['seat', 'employer', 'mandate', 'firm', 'past-mission', 'same-epci', 'other'] as const;
export type Ground = (typeof GROUNDS)[number];

/** What a person declares of themselves, and the product could not know. */
export const INTEREST_KINDS = ['employer', 'mandate', 'firm', 'same-epci'] as const;
export type InterestKind = (typeof INTEREST_KINDS)[number];

interface Withheld {
  readonly withheldWaves: readonly WaveId[];
}

/**
 * Whether figures over cases of this wave (of any wave, without one) are withheld from the reader: one of them is hidden
 * from this person, who could take it out of a total, and nothing of the wave is announced.
 */
export const withholds = ({ withheldWaves }: Withheld, waveId?: WaveId): boolean =>
  waveId === undefined ? withheldWaves.length > 0 : withheldWaves.includes(waveId);

/**
 * Acts on the list of a wave are closed to whoever is recused from one of its cases (décret 2014-90): such a person sees
 * a part of the list only, and is not told which.
 * @throws ForbiddenError `recused-in-wave`
 */
export function requireUnrecused(actor: Withheld, waveId: WaveId): void {
  if (withholds(actor, waveId))
    throw new ForbiddenError(
      'recused-in-wave',
      say`Vous êtes récusé pour un dossier de cette relève, ou n’avez pas encore déclaré vos récusations : cet acte revient à une autre personne.`,
    );
}
