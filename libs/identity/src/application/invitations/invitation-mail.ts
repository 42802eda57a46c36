import { formatInstant, type PersonId, type SeatId } from '@rebond/kernel';
import { enqueueMails, statement, type Tx } from '@rebond/platform';
import { t } from '../../messages.fr.js';
import type { OneTimeLinks } from '../links/one-time-links.js';
import type { PersonName } from '../people.js';
import { seatRow } from './staffing.js';

/** An invitation that is not followed for this long has to be sent again. */
export const INVITATION_DAYS = 14;
/** Purpose of its link and kind of its mail. */
export const INVITATION = 'invitation';

const PERSON = statement('person_read', 'select name, email from identity.person where id = $1');

/** Writes to a person who has been given a seat, with the link that signs in on it. */
export async function sendInvitation(tx: Tx, links: OneTimeLinks, seatId: SeatId, personId: PersonId): Promise<void> {
  const seat = await seatRow(tx, seatId);
  const [person] = await tx.query<PersonName & Record<string, unknown>>(PERSON, [personId]);
  if (!seat || !person) throw new Error(`Nobody to invite: seat ${seatId}, person ${personId}`);
  const expiresAt = tx.at.add({ hours: 24 * INVITATION_DAYS });
  const link = await links.create(tx, {
    purpose: INVITATION,
    candidacyId: null,
    subject: { seat: seatId },
    expiresAt,
    recipient: person,
  });
  await enqueueMails(tx, [
    {
      kind: INVITATION,
      cause: link.id,
      candidacyId: null,
      to: { address: person.email, name: person.name },
      subject: t('invitation.subject', { organisation: seat.organisation }),
      text: t('invitation.text', {
        name: person.name,
        title: seat.title,
        organisation: seat.organisation,
        url: link.url,
        until: formatInstant(expiresAt),
      }),
    },
  ]);
}
