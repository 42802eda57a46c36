import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { PersonId, SeatId } from '@rebond/kernel';
import { Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { sendInvitation } from '../application/invitations/invitation-mail.js';
import { SEAT_INVITED } from '../application/invitations/invitations.js';
import { OneTimeLinks } from '../application/links/one-time-links.js';

const payload = z.object({ seat: z.uuid(), person: z.uuid() });

/** Writes invitations: who invites may not write mails, and no message holds the link. */
@Injectable()
@Subscribe('identity.invitation-mail', [SEAT_INVITED])
export class InvitationMails implements OutboxHandler {
  constructor(private readonly links: OneTimeLinks) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const { seat, person } = payload.parse(message.payload);
    await sendInvitation(tx, this.links, seat as SeatId, person as PersonId);
  }
}
