import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { SeatId } from '@rebond/kernel';
import {
  CONFIG,
  enqueueMails,
  statement,
  Subscribe,
  type Config,
  type Message,
  type OutboxHandler,
  type Tx,
} from '@rebond/platform';
import { SEAT_LENT } from '../application/account/delegations.js';
import { seatRow } from '../application/invitations/staffing.js';
import { t } from '../messages.fr.js';

const payload = z.object({
  seat: z.uuid(),
  holder: z.uuid(),
  deputy: z.uuid(),
  days: z.tuple([z.string(), z.string()]),
});

const PEOPLE = statement(
  'delegation_people',
  `select d.name as deputy, d.email, h.name as holder from identity.person d, identity.person h
    where d.id = $1 and h.id = $2`,
);

/** Tells a deputy which seat is lent, by whom and until when. */
@Injectable()
@Subscribe('identity.delegation-mail', [SEAT_LENT])
export class DelegationMails implements OutboxHandler {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const { seat: seatId, holder, deputy, days } = payload.parse(message.payload);
    const seat = await seatRow(tx, seatId as SeatId);
    const [people] = await tx.query<{ deputy: string; email: string; holder: string }>(PEOPLE, [deputy, holder]);
    if (!seat || !people) throw new Error(`Nobody to tell of seat ${seatId}`);
    await enqueueMails(tx, [
      {
        kind: 'delegation',
        cause: message.id,
        candidacyId: null,
        to: { address: people.email, name: people.deputy },
        subject: t('delegation.subject', { title: seat.title }),
        text: t('delegation.text', {
          name: people.deputy,
          holder: people.holder,
          title: seat.title,
          organisation: seat.organisation,
          from: days[0],
          until: days[1],
          url: new URL('/connexion', this.config.PUBLIC_URL).href,
        }),
      },
    ]);
  }
}
