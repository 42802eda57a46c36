import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases } from '@rebond/candidacies';
import { OneTimeLinks } from '@rebond/identity';
import { formatInstant, type CandidacyId } from '@rebond/kernel';
import { enqueueMails, statement, type Tx } from '@rebond/platform';
import { CONSULTATION_KINDS, PURPOSES } from '../../domain/consultation.js';
import { t } from '../../messages.consult.fr.js';
import { requireMission } from '../open-mission.js';
import { readProject } from '../read/projects.js';
import { readConsultations, type ConsultationView } from './consultation.js';

export const consultInput = z.strictObject({
  kind: z.enum(CONSULTATION_KINDS),
  /** Whom it is asked of: a company, a chamber, Ademe. */
  organisation: z.string().trim().min(2).max(200),
  name: z.string().trim().min(2).max(200),
  email: z.email(),
  message: z.string().trim().max(2000).optional(),
});
export type ConsultInput = z.output<typeof consultInput>;

/** How long the link works; a project is not waited for longer. */
const OPEN = Temporal.Duration.from({ hours: 24 * 30 });

const ASK = statement(
  'consultation_ask',
  `insert into missions.consultation
     (id, candidacy_id, project_id, kind, organisation, email, message, asked_at, seat_id, due_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

/** Asks somebody who has no account for a word on one project, by a link that works once. */
@Injectable()
export class Consult {
  constructor(
    private readonly cases: Cases,
    private readonly links: OneTimeLinks,
  ) {}

  /** @throws AbsentError when the mission has no such project; RefusedError `no-mission` */
  async ask(tx: Tx, id: CandidacyId, projectId: string, input: ConsultInput): Promise<ConsultationView> {
    const candidacy = await this.cases.lockOne(tx, id);
    const project = await readProject(tx, id, projectId);
    await requireMission(tx, candidacy);
    const consultation = randomUUIDv7() as string;
    const { kind, organisation, name, email, message } = input;
    const expiresAt = tx.at.add(OPEN);
    await tx.query(ASK, [
      ...[consultation, id, projectId, kind, organisation, email, message ?? null],
      ...[tx.at.toString(), tx.actor.seatId, expiresAt.toString()],
    ]);
    const { url } = await this.links.create(tx, {
      ...{ purpose: PURPOSES[kind], candidacyId: id, subject: { consultation }, expiresAt },
      recipient: { name, email },
    });
    const words = { project: project.title, company: project.company, territory: candidacy.territory };
    await enqueueMails(tx, [
      {
        ...{ kind: 'project-consultation', cause: consultation, candidacyId: id, to: { address: email, name } },
        subject: t(`consult.mail.subject.${kind}`, words),
        text: t(`consult.mail.body.${kind}`, {
          ...words,
          message: message === undefined ? '' : `\n« ${message} »\n`,
          link: url,
          until: formatInstant(expiresAt),
        }),
      },
    ]);
    await this.cases.record(tx, id, [
      {
        action: 'mission.consulted',
        audience: 'everyone',
        facts: { consultation, project: projectId, reference: project.reference, kind, dueAt: expiresAt.toString() },
        personal: { organisation, name, email },
      },
    ]);
    const asked = (await readConsultations(tx, id, projectId)).find((one) => one.id === consultation);
    if (!asked) throw new Error('what was asked is there');
    return asked;
  }
}
