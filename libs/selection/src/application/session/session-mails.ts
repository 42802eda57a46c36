import { Inject, Injectable } from '@nestjs/common';
import type { CallDefinition } from '@rebond/calls';
import { formatInstant, InFrench } from '@rebond/kernel';
import { ics, icsMediaType, type CalendarMeeting, type Invitation } from '@rebond/meetings';
import { CONFIG, type Config, type Mail, type Recipient } from '@rebond/platform';
import type { Session } from '../../domain/session/session.js';
import { t } from '../../messages.session.fr.js';

type Convened = Pick<Session, 'id' | 'title' | 'startsAt' | 'durationMinutes' | 'place' | 'urgency'> & {
  /** The session without quorum that it is convened after: the convocation says that none is asked (CRPA R133-10). */
  readonly follows?: Pick<Session, 'startsAt'> | undefined;
};
interface Member {
  readonly recipient: Recipient;
}

/** Writes to the members of a session. No case is named: who has no part in one is told of none. */
@Injectable()
export class SessionMails {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @InFrench
  convocations(
    session: Convened,
    definition: CallDefinition,
    members: readonly Member[],
    otherItems: readonly string[],
    at: Temporal.Instant,
  ): readonly Mail[] {
    const agenda = [...otherItems, t('mail.cases')];
    return this.write(session, definition, members, { at, agenda, isCancelled: false });
  }

  @InFrench
  cancellations(
    session: Convened,
    definition: CallDefinition,
    members: readonly Member[],
    at: Temporal.Instant,
  ): readonly Mail[] {
    return this.write(session, definition, members, { at, agenda: [], isCancelled: true });
  }

  private write(
    session: Convened,
    { operatingService, title: call }: CallDefinition,
    members: readonly Member[],
    { at, agenda, isCancelled }: { at: Temporal.Instant; agenda: readonly string[]; isCancelled: boolean },
  ): readonly Mail[] {
    const link = new URL(`/seances/${session.id}`, this.config.PUBLIC_URL).href;
    const meeting: CalendarMeeting = {
      ...{ id: session.id, startsAt: session.startsAt, durationMinutes: session.durationMinutes, place: session.place },
      ...{ agenda, status: isCancelled ? 'cancelled' : 'convened', sequence: isCancelled ? 1 : 0 },
    };
    const organizer: Invitation['organizer'] = { name: operatingService.name, address: operatingService.email };
    const values = {
      ...{ title: session.title, call, at: formatInstant(session.startsAt), place: session.place, link },
      ...{ agenda: agenda.map((one) => `- ${one}`).join('\n'), service: operatingService.name },
      urgency: session.urgency === null ? '' : t('mail.urgency', { reason: session.urgency }),
      second: session.follows ? t('mail.second', { at: formatInstant(session.follows.startsAt) }) : '',
    };
    return members.map(({ recipient }) => {
      const invitation: Invitation = { organizer, summary: session.title, link, at, attendee: recipient };
      return {
        kind: isCancelled ? 'session-cancelled' : 'session-convocation',
        cause: session.id,
        candidacyId: null,
        to: recipient,
        subject: t(isCancelled ? 'mail.cancelledSubject' : 'mail.subject', values),
        text: t(isCancelled ? 'mail.cancelledText' : 'mail.text', values),
        attachments: [
          { filename: 'seance.ics', contentType: icsMediaType(meeting, invitation), content: ics(meeting, invitation) },
        ],
      };
    });
  }
}
