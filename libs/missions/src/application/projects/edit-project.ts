import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { AbsentError, centsOfEuros, RefusedError, say, StaleVersionError, type CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { requireOpenMission } from '../open-mission.js';
import { readProject, type ProjectView } from '../read/projects.js';
import type { NewProjectInput, ProjectInput } from './project-input.js';

const LOCK = statement(
  'project_lock',
  `select version from missions.project where candidacy_id = $1 and id = $2 for update`,
);
const EDIT = statement(
  'project_edit',
  `update missions.project
      set company = $3, title = $4, capex_cents = $5, jobs_potential = $6, jobs_planned = $7, is_structuring = $8,
          siren = $9, status = $10, recorded_at = $11
    where candidacy_id = $1 and id = $2`,
);
const ADD = statement(
  'project_add',
  `insert into missions.project
     (id, candidacy_id, reference, company, title, capex_cents, jobs_potential, jobs_planned, is_structuring, siren,
      status, recorded_at, invented)
   values ($2, $1, $12, $3, $4, $5, $6, $7, $8, $9, $10, $11, false)
   on conflict (candidacy_id, reference) do nothing returning id`,
);

const valuesOf = (tx: Tx, input: ProjectInput): readonly unknown[] => [
  ...[input.company, input.title, centsOfEuros(input.capexEur), input.jobsPotential, input.jobsPlanned],
  ...[input.isStructuring, input.siren ?? null, input.status, tx.at.toString()],
];

/** Adds and corrects industrial projects one by one, as a page does. */
@Injectable()
export class EditProject {
  constructor(private readonly cases: Cases) {}

  /**
   * @param expectedVersion the version of the project that the caller saw
   * @throws AbsentError, StaleVersionError, RefusedError `no-mission`, `mission-closed`, `money-overflow`
   */
  async edit(
    tx: Tx,
    id: CandidacyId,
    projectId: string,
    expectedVersion: number,
    input: ProjectInput,
  ): Promise<ProjectView> {
    const candidacy = await this.cases.lockOne(tx, id);
    const [locked] = await tx.query<{ version: number }>(LOCK, [id, projectId]);
    if (!locked) throw new AbsentError();
    if (locked.version !== expectedVersion) throw new StaleVersionError(locked.version);
    await requireOpenMission(tx, candidacy);
    await tx.query(EDIT, [id, projectId, ...valuesOf(tx, input)]);
    return this.told(tx, id, projectId, 'mission.project-edited');
  }

  /** @throws RefusedError `reference-taken`, `no-mission`, `mission-closed`, `money-overflow` */
  async add(tx: Tx, id: CandidacyId, { reference, ...input }: NewProjectInput): Promise<ProjectView> {
    await requireOpenMission(tx, await this.cases.lockOne(tx, id));
    const projectId = randomUUIDv7() as string;
    const added = await tx.query(ADD, [id, projectId, ...valuesOf(tx, input), reference]);
    if (added.length === 0)
      throw new RefusedError('reference-taken', say`Cette référence est déjà celle d’un autre projet.`, [
        { pointer: '/reference', code: 'reference-taken', detail: say`« ${reference} » est déjà prise.` },
      ]);
    return this.told(tx, id, projectId, 'mission.project-added');
  }

  private async told(tx: Tx, id: CandidacyId, projectId: string, action: string): Promise<ProjectView> {
    const project = await readProject(tx, id, projectId);
    const { company, title, invented: _, schemes: __, ...facts } = project;
    await this.cases.record(tx, id, [{ action, audience: 'everyone', facts, personal: { company, title } }]);
    return project;
  }
}
