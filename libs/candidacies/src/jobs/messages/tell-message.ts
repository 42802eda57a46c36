import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { peopleOfRoles, peopleOnCase, peopleOnSeats, type SeatedPerson } from '@rebond/identity';
import type { CandidacyId, SeatId } from '@rebond/kernel';
import {
  CONFIG,
  enqueueMails,
  statement,
  Subscribe,
  type Config,
  type Mail,
  type Message,
  type OutboxHandler,
  type Tx,
} from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import { REPLY_MARK } from '../../application/messages/answer-text.js';
import { openReplyAddress } from '../../application/messages/reply-address.js';
import { MESSAGE_AUDIENCES, threadOf, type MessageView } from '../../application/messages/thread.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.mail.fr.js';

const payload = z.object({ message: z.uuid(), audience: z.enum(MESSAGE_AUDIENCES) });

const AUTHOR = statement('message_author', 'select person_id, role from candidacies.message where id = $1');
/** The officer in charge, and those of the desk who wrote in the thread. */
const CONCERNED = statement(
  'message_officers',
  `select seat_id from candidacies.assignment where candidacy_id = $1
   union select seat_id from candidacies.message
    where candidacy_id = $1 and audience = 'thread' and role = any ($2::text[])`,
);

const DESK = ['bdt_officer', 'programme_director'] as const;
const TERRITORY = ['epci_lead', 'epci_member'] as const;
const isDesk = (role: string): boolean => DESK.some((one) => one === role);

/** Writes to the other side that there is a message, with an address at which they can answer. */
@Injectable()
@Subscribe('tell-message', ['message.sent'])
export class TellMessage implements OutboxHandler {
  constructor(
    private readonly cases: Cases,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    if (message.candidacyId === null) return;
    const { message: id, audience } = payload.parse(message.payload);
    const [author] = await tx.query<{ person_id: string; role: string }>(AUTHOR, [id]);
    const sent = (await threadOf(tx, message.candidacyId)).find((one) => one.id === id);
    // Erased meanwhile: there is nothing to tell.
    if (!author || !sent) return;
    const candidacy = await this.cases.read(tx, message.candidacyId);
    const toTerritory = audience === 'territory' || isDesk(author.role);
    const people = toTerritory
      ? await peopleOnCase(tx, candidacy.id, ['lead', 'member'], TERRITORY)
      : await this.officers(tx, candidacy.id);
    const mails: Mail[] = [];
    for (const person of people.filter(({ personId }) => personId !== author.person_id))
      mails.push(await this.mailTo(tx, person, candidacy, sent));
    await enqueueMails(tx, mails);
  }

  /** Those who follow the case; the whole desk while nobody does. */
  private async officers(tx: Tx, id: CandidacyId): Promise<readonly SeatedPerson[]> {
    const seats = (await tx.query<{ seat_id: SeatId }>(CONCERNED, [id, DESK])).map((row) => row.seat_id);
    const concerned = await peopleOnSeats(tx, seats, id);
    if (concerned.length > 0) return concerned;
    const officers = await peopleOfRoles(tx, ['bdt_officer'], id);
    return officers.length > 0 ? officers : peopleOfRoles(tx, ['programme_director'], id);
  }

  private async mailTo(tx: Tx, person: SeatedPerson, candidacy: Candidacy, message: MessageView): Promise<Mail> {
    const { id: candidacyId, territory } = candidacy;
    const { REPLY_DOMAIN: domain, PUBLIC_URL } = this.config;
    const { seatId, personId, name, email } = person;
    const replyTo =
      domain === undefined
        ? null
        : await openReplyAddress(tx, domain, { candidacyId, audience: message.audience, seatId, personId });
    const { author, files } = message;
    const text = t('mail.message.text', {
      territory,
      author: author.name,
      title: author.title,
      organisation: author.organisation,
      text: message.text,
      files:
        files.length === 0 ? '' : t('mail.message.files', { list: files.map((one) => `- ${one.filename}`).join('\n') }),
      link: new URL(`/candidatures/${candidacyId}/messages`, PUBLIC_URL).href,
      how: t(replyTo === null ? 'mail.message.onPortal' : 'mail.message.byMail'),
    });
    return {
      kind: message.audience === 'territory' ? 'team-message' : 'message',
      cause: message.id,
      candidacyId,
      to: { address: email, name },
      subject: t('mail.message.subject', { territory }),
      text: replyTo === null ? text : `${REPLY_MARK}\n\n${text}`,
      ...(replyTo === null ? {} : { replyTo }),
    };
  }
}
