import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cases, type Candidacy } from '@rebond/candidacies';
import {
  AbsentError,
  dateIn,
  RefusedError,
  say,
  StaleVersionError,
  type CandidacyId,
  type Fault,
} from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { FirmRow } from '../../infrastructure/entities.js';
import { requireOpenMission } from '../open-mission.js';
import { readInterview, type InterviewView } from '../read/interviews.js';
import type { InterviewInput, NewInterviewInput } from './interview-input.js';

const LOCK = statement(
  'interview_lock',
  `select version from missions.interview where candidacy_id = $1 and id = $2 for update`,
);
const EDIT = statement(
  'interview_edit',
  `update missions.interview set company = $3, held_on = $4, siren = $5, organisation_id = $6, recorded_at = $7
    where candidacy_id = $1 and id = $2`,
);
const ADD = statement(
  'interview_add',
  `insert into missions.interview
     (id, candidacy_id, reference, company, held_on, siren, organisation_id, recorded_at, invented)
   values ($2, $1, $8, $3, $4, $5, $6, $7, false)
   on conflict (candidacy_id, reference) do nothing returning id`,
);

/** Adds and corrects the interviews that the firms held, one by one. */
@Injectable()
export class EditInterview {
  constructor(private readonly cases: Cases) {}

  /**
   * @param expectedVersion the version of the interview that the caller saw
   * @throws AbsentError, StaleVersionError, RefusedError `bad-interview`, `no-mission`, `mission-closed`
   */
  async edit(
    tx: Tx,
    id: CandidacyId,
    interviewId: string,
    expectedVersion: number,
    input: InterviewInput,
  ): Promise<InterviewView> {
    const candidacy = await this.cases.lockOne(tx, id);
    const [locked] = await tx.query<{ version: number }>(LOCK, [id, interviewId]);
    if (!locked) throw new AbsentError();
    if (locked.version !== expectedVersion) throw new StaleVersionError(locked.version);
    await tx.query(EDIT, [id, interviewId, ...(await this.values(tx, candidacy, input))]);
    return this.told(tx, id, interviewId, 'mission.interview-edited');
  }

  /** @throws RefusedError `reference-taken`, `bad-interview`, `no-mission`, `mission-closed` */
  async add(tx: Tx, id: CandidacyId, { reference, ...input }: NewInterviewInput): Promise<InterviewView> {
    const values = await this.values(tx, await this.cases.lockOne(tx, id), input);
    const interviewId = randomUUIDv7() as string;
    const added = await tx.query(ADD, [id, interviewId, ...values, reference]);
    if (added.length === 0)
      throw new RefusedError('reference-taken', say`Cette référence est déjà celle d’un autre entretien.`, [
        { pointer: '/reference', code: 'reference-taken', detail: say`« ${reference} » est déjà prise.` },
      ]);
    return this.told(tx, id, interviewId, 'mission.interview-added');
  }

  private async values(tx: Tx, candidacy: Candidacy, input: InterviewInput): Promise<readonly unknown[]> {
    await requireOpenMission(tx, candidacy);
    const firms = await tx.manager.findBy(FirmRow, { candidacyId: candidacy.id });
    const faults: Fault[] = [];
    if (input.heldOn > dateIn(tx.at).toString())
      faults.push({ pointer: '/heldOn', code: 'in-the-future', detail: say`Cette date n’est pas encore passée.` });
    if (input.organisationId !== undefined && !firms.some((firm) => firm.organisationId === input.organisationId))
      faults.push({
        pointer: '/organisationId',
        code: 'firm-not-engaged',
        detail: say`Ce cabinet n’est pas engagé sur cette mission.`,
      });
    if (faults.length > 0) throw new RefusedError('bad-interview', say`Cet entretien comporte des erreurs.`, faults);
    return [input.company, input.heldOn, input.siren ?? null, input.organisationId ?? null, tx.at.toString()];
  }

  private async told(tx: Tx, id: CandidacyId, interviewId: string, action: string): Promise<InterviewView> {
    const interview = await readInterview(tx, id, interviewId);
    const { company, firm: _, invented: __, ...facts } = interview;
    await this.cases.record(tx, id, [{ action, audience: 'everyone', facts, personal: { company } }]);
    return interview;
  }
}
