import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { OneTimeLinks } from '@rebond/identity';
import { formatInstant, type OrganisationId, type PersonId, type SeatId } from '@rebond/kernel';
import {
  CONFIG,
  enqueueMails,
  statement,
  Subscribe,
  type Config,
  type Message,
  type OutboxHandler,
  type Recipient,
  type Tx,
} from '@rebond/platform';
import { READER_ADDED } from '../application/embargo/circle.js';
import { EMBARGO_LINK } from '../application/embargo/read-under-embargo.js';
import type { EmbargoReader, EmbargoReaderId } from '../domain/embargo.js';
import { findReader } from '../infrastructure/embargo-rows.js';
import { t } from '../messages.embargo.fr.js';

const payload = z.object({
  reader: z.uuid(),
  seatId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  organisationId: z.uuid().nullable(),
});

const HOLDERS = statement(
  'embargo_holders',
  `select distinct p.email as address, p.name
     from identity.holding h join identity.person p on p.id = h.person_id
    where h.seat_id = $1 and h.from_at <= $2 and (h.until_at is null or h.until_at > $2) order by p.email`,
);

/** Tells a reader where to read: the portal for a seat, a link of one's own for who has none. */
@Injectable()
@Subscribe('embargo-mails', [READER_ADDED])
export class EmbargoMails implements OutboxHandler {
  constructor(
    private readonly links: OneTimeLinks,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const { reader: id, ...issuer } = payload.parse(message.payload);
    const reader = await findReader(tx, id as EmbargoReaderId);
    if (!reader || reader.revokedAt !== null) return;
    const { to, url } = await this.whereTo(tx, reader, {
      seatId: issuer.seatId as SeatId | null,
      personId: issuer.personId as PersonId | null,
      organisationId: issuer.organisationId as OrganisationId | null,
    });
    const text = t('mail.text', {
      quality: reader.quality,
      from: formatInstant(reader.from),
      until: formatInstant(reader.until),
      url,
    });
    await enqueueMails(
      tx,
      to.map((one) => ({
        ...{ kind: 'embargo', cause: message.id, candidacyId: null, subject: t('mail.subject'), text },
        to: one,
      })),
    );
  }

  private async whereTo(
    tx: Tx,
    { id, listId, name, email, seatId, until }: EmbargoReader,
    issuer: {
      readonly seatId: SeatId | null;
      readonly personId: PersonId | null;
      readonly organisationId: OrganisationId | null;
    },
  ): Promise<{ readonly to: readonly Recipient[]; readonly url: string }> {
    if (email === null) {
      const to = await tx.query<{ address: string; name: string }>(HOLDERS, [seatId, tx.at.toString()]);
      return { to, url: new URL(`/embargo/${listId}`, this.config.PUBLIC_URL).href };
    }
    const { url } = await this.links.create(tx, {
      purpose: EMBARGO_LINK,
      candidacyId: null,
      subject: { reader: id },
      expiresAt: until,
      recipient: { name, email },
      issuer,
    });
    return { to: [{ address: email, name }], url };
  }
}
