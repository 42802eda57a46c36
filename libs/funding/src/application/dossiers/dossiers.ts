import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases } from '@rebond/candidacies';
import { AbsentError, dateIn, RefusedError, say, StaleVersionError, type CandidacyId } from '@rebond/kernel';
import { ENVELOPE, Missions, type ProjectView } from '@rebond/missions';
import type { Tx } from '@rebond/platform';
import { DOSSIER_STATUSES, nextStatuses, requireStatus, type DossierStatus } from '../../domain/dossier.js';
import { addStatus, readStatuses, type StatusRow } from '../../infrastructure/dossier-rows.js';

export const statusInput = z.strictObject({
  status: z.enum(DOSSIER_STATUSES, say`Choisissez un statut.`),
  /** Day of the act. */
  decidedOn: z.iso.date(say`Donnez la date de l’acte.`),
  note: z.string().trim().max(1000).optional(),
});
export type StatusInput = z.output<typeof statusInput>;

// Types, so that they are JSON.
export type StatusView = {
  readonly status: DossierStatus;
  readonly decidedOn: string;
  readonly note: string | null;
};
export type DossierView = {
  readonly projectId: string;
  readonly projectRef: string;
  readonly company: string;
  readonly title: string;
  readonly capexEur: number;
  readonly jobsPlanned: number;
  /** Null as long as the company has deposited nothing. */
  readonly status: DossierStatus | null;
  /** Number of statuses so far; the version that a new one is given with. */
  readonly version: number;
  /** Oldest first. */
  readonly statuses: readonly StatusView[];
  readonly next: readonly DossierStatus[];
};

const viewOf = (project: ProjectView, statuses: readonly StatusRow[]): DossierView => {
  const status = statuses.at(-1)?.status ?? null;
  return {
    ...{ projectId: project.id, projectRef: project.reference, company: project.company, title: project.title },
    ...{ capexEur: project.capexEur, jobsPlanned: project.jobsPlanned, status, version: statuses.length },
    statuses: statuses.map(({ status, decidedOn, note }) => ({ status, decidedOn, note })),
    next: nextStatuses(status),
  };
};

const FOLLOWED: ReadonlySet<string> = new Set(['selected', 'engineering', 'funded']);

/** The projects routed to the envelope as Bpifrance follows them: dated statuses, which only add up. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly cases: Cases,
    private readonly missions: Missions,
  ) {}

  /** The case's projects routed to the envelope, by reference. */
  async ofCase(tx: Tx, id: CandidacyId): Promise<readonly DossierView[]> {
    const statuses = await readStatuses(tx, id);
    const projects = await this.missions.projectsRoutedTo(tx, id, ENVELOPE);
    return projects.map((project) => viewOf(project, statuses.get(project.id) ?? []));
  }

  /**
   * @param expectedVersion the number of statuses that the caller saw
   * @throws AbsentError when the project is not routed to the envelope; StaleVersionError; RefusedError `bad-status`
   *   with every fault, `not-followed`
   */
  async follow(
    tx: Tx,
    id: CandidacyId,
    projectId: string,
    expectedVersion: number,
    input: StatusInput,
  ): Promise<DossierView> {
    const candidacy = await this.cases.lockOne(tx, id);
    const dossier = (await this.ofCase(tx, id)).find((one) => one.projectId === projectId);
    if (!dossier) throw new AbsentError();
    if (dossier.version !== expectedVersion) throw new StaleVersionError(dossier.version);
    if (!FOLLOWED.has(candidacy.state))
      throw new RefusedError('not-followed', say`Le suivi de ce dossier est terminé.`);
    requireStatus(dossier.statuses.at(-1) ?? null, input, dateIn(tx.at).toString());
    const { status, decidedOn, note = null } = input;
    const n = dossier.version + 1;
    await addStatus(tx, id, projectId, { id: randomUUIDv7(), n, status, decidedOn, note });
    await this.cases.record(tx, id, [
      {
        action: 'funding.dossier-followed',
        audience: 'everyone',
        facts: { project: projectId, reference: dossier.projectRef, status, decidedOn, n },
        personal: { company: dossier.company, note },
      },
    ]);
    const followed = (await this.ofCase(tx, id)).find((one) => one.projectId === projectId);
    if (!followed) throw new AbsentError();
    return followed;
  }
}
