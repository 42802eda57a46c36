import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { say } from '@rebond/kernel';
import { Cases } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { CONSULTATION_KINDS } from '../../domain/consultation.js';
import { requireMission } from '../open-mission.js';
import { readProject } from '../read/projects.js';
import { readConsultations, type ConsultationView } from './consultation.js';

const named = (missing: string) => z.string(missing).trim().min(2, missing).max(200);

export const consultInput = z.strictObject({
  kind: z.enum(CONSULTATION_KINDS, say`Choisissez ce qui est demandé.`),
  /** Whom it is asked of: a company, a chamber, Ademe. */
  organisation: named(say`Donnez le nom de l’organisme ou de l’entreprise.`),
  name: named(say`Donnez le nom de la personne.`),
  email: z.email(say`Une adresse électronique est attendue, comme nom@exemple.fr.`),
  message: z.string().trim().max(2000).optional(),
});
export type ConsultInput = z.output<typeof consultInput>;

/** Kind of the message, and of the act: its mail and its link are the worker's to make. */
export const CONSULTED = 'mission.consulted';

/** How long the link works; a project is not waited for longer. */
const OPEN = Temporal.Duration.from({ hours: 24 * 30 });

const ASK = statement(
  'consultation_ask',
  `insert into missions.consultation
     (id, candidacy_id, project_id, kind, organisation, name, email, message, asked_at, seat_id, due_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

/** Asks somebody who has no account for a word on one project, by a link that works once. */
@Injectable()
export class Consult {
  constructor(private readonly cases: Cases) {}

  /** @throws AbsentError when the mission has no such project; RefusedError `no-mission` */
  async ask(tx: Tx, id: CandidacyId, projectId: string, input: ConsultInput): Promise<ConsultationView> {
    const candidacy = await this.cases.lockOne(tx, id);
    const project = await readProject(tx, id, projectId);
    await requireMission(tx, candidacy);
    const consultation = randomUUIDv7() as string;
    const { kind, organisation, name, email, message } = input;
    const expiresAt = tx.at.add(OPEN);
    await tx.query(ASK, [
      ...[consultation, id, projectId, kind, organisation, name, email, message ?? null],
      ...[tx.at.toString(), tx.actor.seatId, expiresAt.toString()],
    ]);
    const facts = { consultation, project: projectId, reference: project.reference, kind };
    await this.cases.record(
      tx,
      id,
      [
        {
          action: CONSULTED,
          audience: 'everyone',
          facts: { ...facts, dueAt: expiresAt.toString() },
          personal: { organisation, name, email },
        },
      ],
      [{ kind: CONSULTED, payload: { candidacy: id, ...facts } }],
    );
    const asked = (await readConsultations(tx, id, projectId)).find((one) => one.id === consultation);
    if (!asked) throw new Error('what was asked is there');
    return asked;
  }
}
