import { say } from '@rebond/kernel';
import type { Fault, OrganisationId } from '@rebond/kernel';

/** A firm of a mission with the person-days it is engaged for. */
export interface TeamMember {
  readonly organisationId: OrganisationId;
  readonly personDays: number;
}

/** What keeps a team of firms from being engaged for so many person-days. */
export function teamFaults(team: readonly TeamMember[], personDays: number): readonly Fault[] {
  const twice = team.flatMap((firm, i): Fault[] =>
    team.findIndex((other) => other.organisationId === firm.organisationId) === i
      ? []
      : [{ pointer: `/firms/${i}/organisationId`, code: 'firm-twice', detail: say`Ce cabinet est cité deux fois.` }],
  );
  const sum = team.reduce((total, firm) => total + firm.personDays, 0);
  if (sum === personDays) return twice;
  const detail = say`Les cabinets totalisent ${sum} jours-hommes, la mission en compte ${personDays}.`;
  return [...twice, { pointer: '/firms', code: 'person-days-sum', detail }];
}
