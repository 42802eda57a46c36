import { Injectable } from '@nestjs/common';
import { Calls, momentAt, type Anchors, type CallDefinition, type CommitteePlan } from '@rebond/calls';
import { Cases, type Candidacy } from '@rebond/candidacies';
import { placeOfDepartement, type CandidacyId } from '@rebond/kernel';
import { Meetings } from '@rebond/meetings';
import type { Tx } from '@rebond/platform';
import { Reminders, type Deadline, type ReminderRule } from '@rebond/reminders';
import { hasCommittees, ruleOf } from '../committee.js';
import { conveneAt, plannedAt } from '../dates.js';
import { anchorsOf, committeeRows, conveneLater, insertCommittees } from '../rows.js';

type Due = { readonly deadline: Deadline; readonly rule: ReminderRule };

/** The deadline of a case with the definition's rule for its reminders; none when the definition reminds nobody. */
export function dueOf(
  candidacy: Pick<Candidacy, 'id' | 'departement'>,
  definition: CallDefinition,
  deadline: Pick<Deadline, 'kind' | 'key' | 'dueAt'>,
): Due[] {
  const rule = ruleOf(definition, deadline.kind);
  if (!rule) return [];
  return [{ rule, deadline: { ...deadline, candidacyId: candidacy.id, departement: candidacy.departement } }];
}

/** Turns the calendar of a case's definition into meetings, as far as what it counts from has happened. */
@Injectable()
export class PlanCommittees {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly meetings: Meetings,
    private readonly reminders: Reminders,
  ) {}

  /** Done twice, plans once: a committee of the definition has one meeting in a case. */
  async plan(tx: Tx, id: CandidacyId): Promise<void> {
    const candidacy = await this.cases.lockOne(tx, id);
    if (!hasCommittees(candidacy)) return;
    const wave = await this.calls.wave(tx, candidacy.waveId);
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const anchors = { ...(await anchorsOf(tx, id)), cutoff: wave.cutoffAt };
    const known = new Set((await committeeRows(tx, id)).map((row) => row.key));
    await this.planMissing(
      tx,
      candidacy,
      definition,
      anchors,
      definition.calendar.committees.filter((plan) => !known.has(plan.key)),
    );
    await this.remindOfReport(tx, candidacy, definition, anchors);
  }

  private async planMissing(
    tx: Tx,
    candidacy: Candidacy,
    definition: CallDefinition,
    anchors: Anchors,
    plans: readonly CommitteePlan[],
  ): Promise<void> {
    const place = placeOfDepartement(candidacy.departement);
    const dated = plans.flatMap((plan) => {
      const startsAt = plannedAt(plan, anchors, place, tx.at);
      return startsAt === null ? [] : [{ plan, startsAt }];
    });
    if (dated.length === 0) return;
    const planned = await this.meetings.plan(
      tx,
      dated.map(({ plan, startsAt }) => ({
        candidacyId: candidacy.id,
        kind: plan.kind,
        title: plan.title,
        startsAt,
        durationMinutes: plan.durationMinutes,
        place: '',
        agenda: plan.agenda,
      })),
    );
    const committees = planned.flatMap((meeting, i) => {
      const plan = dated[i]?.plan;
      return plan ? [{ plan, meeting }] : [];
    });
    await insertCommittees(
      tx,
      candidacy.id,
      committees.map(({ plan, meeting }) => ({ meetingId: meeting.id, key: plan.key, kind: plan.kind })),
    );
    await conveneLater(
      tx,
      candidacy.id,
      committees.map(({ plan, meeting }) => ({ id: meeting.id, at: conveneAt(plan, meeting.startsAt, place) })),
    );
    await this.reminders.replan(
      tx,
      committees.flatMap(({ plan, meeting }) =>
        dueOf(candidacy, definition, { kind: 'committee-coming', key: plan.key, dueAt: meeting.startsAt }),
      ),
    );
  }

  /** The report of the mission is owed from the launch to the closing. */
  private async remindOfReport(
    tx: Tx,
    candidacy: Candidacy,
    definition: CallDefinition,
    anchors: Anchors,
  ): Promise<void> {
    const moment = definition.calendar.deadlines.missionReport;
    if (moment === undefined || anchors.closing !== undefined) return;
    const dueAt = momentAt(moment, anchors, placeOfDepartement(candidacy.departement));
    if (dueAt === null) return;
    if (candidacy.state === 'engineering') await this.cases.setNextDue(tx, candidacy.id, dueAt);
    await this.reminders.replan(tx, dueOf(candidacy, definition, { kind: 'mission-report-due', key: 'report', dueAt }));
  }
}
