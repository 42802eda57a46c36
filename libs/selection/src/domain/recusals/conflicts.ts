import type { Ground, Link } from '@rebond/identity';
import type { CandidacyId, OrganisationId, PersonId, Siren } from '@rebond/kernel';

/** A case as its conflicts are looked for. */
export interface CaseParties {
  readonly candidacyId: CandidacyId;
  /** EPCI of the perimeter, the lead's among them. */
  readonly perimeter: readonly Siren[];
}

/** A firm on a case, now or formerly. */
export interface FirmMission extends CaseParties {
  readonly firmId: OrganisationId;
  readonly isGoing: boolean;
}

/** A person who is to be kept from a case, and why. */
export interface Conflict {
  readonly personId: PersonId;
  readonly candidacyId: CandidacyId;
  /** As the product finds them, or as they were declared. */
  readonly grounds: readonly Ground[];
  /** Recused in force: by a declaration, not only by what the product finds. */
  readonly isRecused: boolean;
}

const grounds = ({ perimeter, candidacyId }: CaseParties, link: Link, missions: readonly FirmMission[]): Ground[] => {
  const own = link.siren !== null && perimeter.includes(link.siren) ? [link.ground] : [];
  const firms = missions.filter((one) => one.firmId === link.firmId);
  const going = firms.some((one) => one.isGoing && one.candidacyId === candidacyId);
  const past = firms.some((one) => !(one.isGoing && one.candidacyId === candidacyId) && shares(one, perimeter));
  return [...own, ...(going ? (['firm'] as const) : []), ...(past ? (['past-mission'] as const) : [])];
};

const shares = ({ perimeter }: CaseParties, other: readonly Siren[]): boolean =>
  perimeter.some((siren) => other.includes(siren));

/**
 * Conflicts that the product finds: an EPCI of the case's perimeter where the person sits, works, is elected or lives;
 * a firm of theirs that is engaged on the case, or that has worked for a territory which shares an EPCI with it.
 */
export function derivedConflicts(
  cases: readonly CaseParties[],
  links: readonly Link[],
  missions: readonly FirmMission[],
): readonly Conflict[] {
  const people = Map.groupBy(links, ({ personId }) => personId);
  return cases.flatMap((one) =>
    [...people].flatMap(([personId, ties]) => {
      const found = [...new Set(ties.flatMap((tie) => grounds(one, tie, missions)))];
      return found.length === 0 ? [] : [{ personId, candidacyId: one.candidacyId, grounds: found, isRecused: false }];
    }),
  );
}
