import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { OneTimeLinks, peopleOnCase, peopleOnSeats } from '@rebond/identity';
import { formatInstant, type OrganisationId, type PersonId, type SeatId } from '@rebond/kernel';
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
import { APPROVAL } from '../../application/approval/ask-approval.js';
import { approvalsOf } from '../../application/approval/approvals.js';
import { Cases } from '../../application/cases.js';
import { t } from '../../messages.mail.fr.js';

const payload = z.object({ approval: z.uuid() });

const askedPayload = payload.extend({
  seatId: z.string().nullable(),
  personId: z.string().nullable(),
  organisationId: z.string().nullable(),
});

const LINKED = statement('approval_linked', 'update candidacies.approval set link_id = $2 where id = $1');

/** Writes to a director or a president whose approval is asked, with the link that works once. */
@Injectable()
@Subscribe('ask-approval', ['approval.asked'])
export class MailApproval implements OutboxHandler {
  constructor(
    private readonly cases: Cases,
    private readonly links: OneTimeLinks,
  ) {}

  async handle(tx: Tx, { candidacyId, payload: facts }: Message): Promise<void> {
    if (candidacyId === null) return;
    const { approval: id, ...issuer } = askedPayload.parse(facts);
    const approval = (await approvalsOf(tx, candidacyId)).find((one) => one.id === id);
    if (approval?.state !== 'waiting') return;
    const { approver, note } = approval;
    const { territory } = await this.cases.read(tx, candidacyId);
    const expiresAt = Temporal.Instant.from(approval.expiresAt);
    const link = await this.links.create(tx, {
      purpose: APPROVAL,
      candidacyId,
      subject: { approval: id },
      expiresAt,
      recipient: approver,
      issuer: {
        seatId: issuer.seatId as SeatId | null,
        personId: issuer.personId as PersonId | null,
        organisationId: issuer.organisationId as OrganisationId | null,
      },
    });
    await tx.query(LINKED, [id, link.id]);
    const [asker] = issuer.seatId === null ? [] : await peopleOnSeats(tx, [issuer.seatId as SeatId], candidacyId);
    await enqueueMails(tx, [
      {
        kind: APPROVAL,
        cause: id,
        candidacyId,
        to: { address: approver.email, name: approver.name },
        subject: t('mail.approval.subject', { territory }),
        text: t('mail.approval.text', {
          name: approver.name,
          asker: asker?.name ?? territory,
          territory,
          note: note === null ? '' : t('mail.approval.note', { note }),
          url: link.url,
          until: formatInstant(expiresAt),
        }),
      },
    ]);
  }
}

/** Tells the leads what the director or the president said. */
@Injectable()
@Subscribe('tell-approval', ['approval.answered'])
export class TellApproval implements OutboxHandler {
  constructor(
    private readonly cases: Cases,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async handle(tx: Tx, { candidacyId, payload: facts }: Message): Promise<void> {
    if (candidacyId === null) return;
    const { approval: id } = payload.parse(facts);
    const approval = (await approvalsOf(tx, candidacyId)).find((one) => one.id === id);
    if (approval?.state !== 'approved' && approval?.state !== 'returned') return;
    const { territory } = await this.cases.read(tx, candidacyId);
    const { approver, comment, state } = approval;
    const text = t('mail.answered.text', {
      approver: approver.name,
      title: approver.title,
      territory,
      outcome: t(`mail.answered.${state}`),
      comment: comment === null ? '' : t('mail.approval.note', { note: comment }),
      link: new URL(`/candidatures/${candidacyId}`, this.config.PUBLIC_URL).href,
    });
    const leads = await peopleOnCase(tx, candidacyId, ['lead'], ['epci_lead']);
    await enqueueMails(
      tx,
      leads.map(({ email, name }) => ({
        kind: 'approval-answered',
        cause: id,
        candidacyId,
        to: { address: email, name },
        subject: t(`mail.${state}.subject`, { territory }),
        text,
      })),
    );
  }
}
