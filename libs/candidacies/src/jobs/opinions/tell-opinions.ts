import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { OneTimeLinks, peopleOfOrganisation } from '@rebond/identity';
import { formatDeadline, type OrganisationId, type PersonId, type SeatId } from '@rebond/kernel';
import { enqueueMails, Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { OPINION_LINK } from '../../application/opinions/opinion-link.js';
import { opinion } from '../../application/opinions/opinion-rows.js';
import { CaseLetters } from '../mails/case-letters.js';

const payload = z.object({
  opinion: z.uuid(),
  seatId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  organisationId: z.uuid().nullable(),
});

/** Writes to whom an opinion is asked of: the people of the organisation, or an adviser with a link that works once. */
@Injectable()
@Subscribe('tell-opinions', ['opinion.asked'])
export class TellOpinions implements OutboxHandler {
  constructor(
    private readonly letters: CaseLetters,
    private readonly links: OneTimeLinks,
  ) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    if (message.candidacyId === null) return;
    const { opinion: id, ...issuer } = payload.parse(message.payload);
    const asked = await opinion(tx, message.candidacyId, id);
    if (!asked || asked.given) return;
    const file = await this.letters.file(tx, message.candidacyId);
    const letter = {
      text: 'opinionRequest',
      values: { opinionLabel: asked.label, question: asked.question, dueDate: formatDeadline(asked.dueAt) },
      kind: message.kind,
      cause: message.id,
    } as const;
    if (asked.adviser) {
      const { name, address } = asked.adviser;
      const { url } = await this.links.create(tx, {
        purpose: OPINION_LINK,
        candidacyId: asked.candidacyId,
        subject: { opinion: asked.id },
        // An opinion that comes late is taken as long as it can serve: its page says when it no longer can.
        expiresAt: asked.dueAt.add({ hours: 24 * 30 }),
        recipient: { name, email: address },
        issuer: {
          seatId: issuer.seatId as SeatId | null,
          personId: issuer.personId as PersonId | null,
          organisationId: issuer.organisationId as OrganisationId | null,
        },
      });
      await enqueueMails(tx, this.letters.to([{ name, address }], file, letter, { link: url }));
      return;
    }
    if (!asked.organisation) return;
    const people = await peopleOfOrganisation(tx, asked.organisation.id, asked.candidacyId);
    const recipients = people.map(({ email, name }) => ({ address: email, name }));
    await enqueueMails(tx, this.letters.to(recipients, file, letter));
  }
}
