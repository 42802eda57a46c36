import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CandidacyId, OrganisationId, SeatId } from '@rebond/kernel';
import { instantColumn, personDaysColumn } from './columns.js';

@Entity({ schema: 'missions', name: 'mission' })
export class MissionRow {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' }) candidacyId!: CandidacyId;
  @Column(personDaysColumn) personDays!: number;
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'ends_on', type: 'date', nullable: true }) endsOn!: string | null;
  @Column(instantColumn('engaged_at')) engagedAt!: Temporal.Instant;
  @Column({ name: 'engaged_by', type: 'uuid', nullable: true }) engagedBy!: SeatId | null;
  /** Held by the closing committee. */
  @Column(instantColumn('closed_at', true)) closedAt!: Temporal.Instant | null;
}

@Entity({ schema: 'missions', name: 'firm' })
export class FirmRow {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' }) candidacyId!: CandidacyId;
  @PrimaryColumn({ name: 'organisation_id', type: 'uuid' }) organisationId!: OrganisationId;
  @Column(personDaysColumn) personDays!: number;
}

@Entity({ schema: 'missions', name: 'person_days' })
export class PersonDaysRow {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'candidacy_id', type: 'uuid' }) candidacyId!: CandidacyId;
  @Column({ name: 'organisation_id', type: 'uuid' }) organisationId!: OrganisationId;
  @Column({ name: 'worked_on', type: 'date' }) workedOn!: string;
  @Column(personDaysColumn) personDays!: number;
  @Column(instantColumn('recorded_at')) recordedAt!: Temporal.Instant;
  @Column({ name: 'recorded_by', type: 'uuid', nullable: true }) recordedBy!: SeatId | null;
}

/** A project as its routes need it; the rest of its columns is read and written by statements. */
@Entity({ schema: 'missions', name: 'project', synchronize: false })
export class ProjectRef {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'candidacy_id', type: 'uuid' }) candidacyId!: CandidacyId;
  @Column({ type: 'text' }) reference!: string;
}

@Entity({ schema: 'missions', name: 'route' })
export class RouteRow {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' }) candidacyId!: CandidacyId;
  @PrimaryColumn({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @PrimaryColumn({ type: 'text' }) scheme!: string;
  @Column({ name: 'decided_on', type: 'date' }) decidedOn!: string;
  @Column(instantColumn('recorded_at')) recordedAt!: Temporal.Instant;
  @Column({ name: 'recorded_by', type: 'uuid', nullable: true }) recordedBy!: SeatId | null;
}

@Entity({ schema: 'missions', name: 'axis' })
export class AxisRow {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'candidacy_id', type: 'uuid' }) candidacyId!: CandidacyId;
  @Column({ type: 'int' }) n!: number;
  @Column({ type: 'text' }) title!: string;
  @Column({ name: 'from_year', type: 'int' }) fromYear!: number;
  @Column({ name: 'to_year', type: 'int' }) toYear!: number;
  @Column(instantColumn('created_at')) createdAt!: Temporal.Instant;
}

@Entity({ schema: 'missions', name: 'action' })
export class ActionRow {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'candidacy_id', type: 'uuid' }) candidacyId!: CandidacyId;
  @Column({ name: 'axis_id', type: 'uuid' }) axisId!: string;
  @Column({ type: 'int' }) n!: number;
  @Column({ type: 'text' }) title!: string;
  @Column({ name: 'due_on', type: 'date', nullable: true }) dueOn!: string | null;
  @Column(instantColumn('created_at')) createdAt!: Temporal.Instant;
}
