import { Injectable } from '@nestjs/common';
import type { Anchor } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { Meetings } from '@rebond/meetings';
import { enqueueMails, Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { Reminders } from '@rebond/reminders';
import { Committees } from '../application/committees.js';
import { dropConvocations, planSoon, setAnchor } from '../application/rows.js';
import { CommitteeLetters } from './letters.js';

/** What each message gives the calendar to count from. */
const ANCHOR_OF: Readonly<Record<string, Exclude<Anchor, 'cutoff'>>> = {
  'candidacy.selected': 'decision',
  'candidacy.engaged': 'engagement',
  'candidacy.funded': 'award',
};

/** Notes the instants that a case's calendar counts from, and asks for the committees that they make plannable. */
@Injectable()
@Subscribe('committees-calendar', Object.keys(ANCHOR_OF))
export class NoteAnchor implements OutboxHandler {
  async handle(tx: Tx, message: Message): Promise<void> {
    const anchor = ANCHOR_OF[message.kind];
    if (anchor === undefined || message.candidacyId === null) return;
    await setAnchor(tx, message.candidacyId, anchor, message.at);
    await planSoon(tx, message.candidacyId, message.id);
  }
}

/** With the follow-up of a case its committees end: what was still to come is cancelled, and those convened are told. */
@Injectable()
@Subscribe('committees-end', ['candidacy.closed', 'candidacy.abandoned'])
export class EndCommittees implements OutboxHandler {
  constructor(
    private readonly cases: Cases,
    private readonly committees: Committees,
    private readonly meetings: Meetings,
    private readonly reminders: Reminders,
    private readonly letters: CommitteeLetters,
  ) {}

  async handle(tx: Tx, { candidacyId }: Message): Promise<void> {
    if (candidacyId === null) return;
    await this.cases.lockOne(tx, candidacyId);
    await this.reminders.cancel(tx, candidacyId, ['committee-coming', 'mission-report-due']);
    const coming = (await this.committees.ofCase(tx, candidacyId)).filter(
      ({ meeting }) => meeting.status === 'planned' || meeting.status === 'convened',
    );
    if (coming.length === 0) return;
    await dropConvocations(
      tx,
      coming.map(({ meeting }) => meeting.id),
    );
    const file = await this.letters.file(tx, candidacyId);
    for (const committee of coming) {
      const meeting = await this.meetings.cancel(tx, committee.meeting.id);
      // A date that has passed without a record needs no telling.
      const isAhead = Temporal.Instant.compare(meeting.startsAt, tx.at) > 0;
      if (isAhead && meeting.convenedAt !== null)
        await enqueueMails(tx, await this.letters.cancellations(tx, file, { ...committee, meeting }));
    }
  }
}
