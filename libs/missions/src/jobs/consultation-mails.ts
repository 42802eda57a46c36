import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { OneTimeLinks } from '@rebond/identity';
import { formatInstant } from '@rebond/kernel';
import {
  enqueueMails,
  instantOf,
  statement,
  Subscribe,
  type Message,
  type OutboxHandler,
  type Tx,
} from '@rebond/platform';
import { CONSULTED } from '../application/consult/consult.js';
import { PURPOSES, type ConsultationKind } from '../domain/consultation.js';
import { t } from '../messages.consult.fr.js';

const payload = z.object({ consultation: z.uuid() });

interface AskedRow {
  readonly kind: ConsultationKind;
  readonly name: string;
  readonly email: string;
  readonly message: string | null;
  readonly due_at: Date;
  readonly company: string;
  readonly title: string;
  readonly territory: string;
}

const ASKED = statement(
  'consultation_to_mail',
  `select c.kind, c.name, c.email, c.message, c.due_at, p.company, p.title, k.territory
     from missions.consultation c
     join missions.project p on p.candidacy_id = c.candidacy_id and p.id = c.project_id
     join candidacies.candidacy k on k.id = c.candidacy_id
    where c.candidacy_id = $1 and c.id = $2`,
);

/** Writes to whoever is asked for a word on a project: who asks may not write mails, and no message holds the link. */
@Injectable()
@Subscribe('missions.consultation-mail', [CONSULTED])
export class ConsultationMails implements OutboxHandler {
  constructor(private readonly links: OneTimeLinks) {}

  async handle(tx: Tx, { candidacyId, payload: given }: Message): Promise<void> {
    const { consultation } = payload.parse(given);
    const [asked] = await tx.query<AskedRow & Record<string, unknown>>(ASKED, [candidacyId, consultation]);
    if (!asked) throw new Error(`Nobody is asked in consultation ${consultation}`);
    const { kind, name, email, message, company, title, territory } = asked;
    const expiresAt = instantOf(asked.due_at);
    const { url } = await this.links.create(tx, {
      ...{ purpose: PURPOSES[kind], candidacyId, subject: { consultation }, expiresAt },
      recipient: { name, email },
    });
    const words = { project: title, company, territory };
    await enqueueMails(tx, [
      {
        ...{ kind: 'project-consultation', cause: consultation, candidacyId, to: { address: email, name } },
        subject: t(`consult.mail.subject.${kind}`, words),
        text: t(`consult.mail.body.${kind}`, {
          ...words,
          message: message === null ? '' : `\n« ${message} »\n`,
          link: url,
          until: formatInstant(expiresAt),
        }),
      },
    ]);
  }
}
