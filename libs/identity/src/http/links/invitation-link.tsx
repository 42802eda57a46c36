import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RefusedError, type PersonId, say, type SeatId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Form, page, type PageAnswer } from '@rebond/ui';
import { INVITATION } from '../../application/invitations/invitation-mail.js';
import { holdersOf, seatRow } from '../../application/invitations/staffing.js';
import type { OneTimeLink } from '../../application/links/one-time-links.js';
import { t } from '../../messages.fr.js';
import { LinkPurpose, type LinkForm, type LinkOutcome, type LinkPages } from './link-purposes.js';

const subject = z.object({ seat: z.uuid() });
const seatOf = (link: OneTimeLink): SeatId => subject.parse(link.subject).seat as SeatId;

/** What stands behind an invitation: the seat's name, and a button that signs in on it. */
@Injectable()
@LinkPurpose(INVITATION)
export class InvitationLink implements LinkPages {
  async page(tx: Tx, link: OneTimeLink, { action, csrf }: LinkForm): Promise<PageAnswer> {
    const seat = await seatRow(tx, seatOf(link));
    return page({
      title: t('invitation.title'),
      lead: t('invitation.lead', { title: seat?.title ?? '', organisation: seat?.organisation ?? '' }),
      body: (
        <>
          <p>{t('invitation.hint', { email: link.recipient?.email ?? '' })}</p>
          <Form action={action} csrf={csrf}>
            <button class="fr-btn" type="submit">
              {t('invitation.accept')}
            </button>
          </Form>
        </>
      ),
    });
  }

  async submit(tx: Tx, link: OneTimeLink): Promise<LinkOutcome> {
    const seatId = seatOf(link);
    const personId: PersonId | undefined = link.recipient?.personId;
    if (personId === undefined || !(await holdersOf(tx, seatId)).includes(personId))
      throw new RefusedError(
        'seat-left',
        say`Cette fonction a été confiée à quelqu’un d’autre depuis cette invitation.`,
      );
    return { message: t('invitation.welcome'), to: '/compte/application', signIn: { personId, seatId } };
  }
}
