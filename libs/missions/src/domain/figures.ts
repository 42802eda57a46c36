import type { Cents, OrganisationId } from '@rebond/kernel';

export interface FirmFigures {
  readonly organisationId: OrganisationId;
  readonly name: string;
  readonly personDays: number;
  readonly personDaysUsed: number;
}

/** What a mission has produced so far. Dropped projects count nowhere. */
export interface MissionFigures {
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly closedAt: Temporal.Instant | null;
  readonly firms: readonly FirmFigures[];
  readonly personDays: number;
  readonly personDaysUsed: number;
  readonly interviews: number;
  readonly projects: number;
  readonly capexCents: Cents;
  readonly jobsPotential: number;
  readonly jobsPlanned: number;
  readonly structuringProjects: number;
  readonly structuringJobsPlanned: number;
  /** Projects by the scheme they are routed to; one routed to two schemes counts in each. */
  readonly routes: Readonly<Record<string, number>>;
  readonly axes: number;
  readonly actions: number;
}
