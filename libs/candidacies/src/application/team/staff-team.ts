import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Invitations } from '@rebond/identity';
import { RefusedError, type CandidacyId, type OrganisationId, type PersonId, say, type SeatId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { CaseAccess } from '../perimeter/case-access.js';
import { seatOfTeam, teamOf } from './team.js';

const name = z
  .string(say`Donnez le prénom et le nom.`)
  .trim()
  .min(2, say`Donnez le prénom et le nom.`)
  .max(200);
const email = z.email(say`Donnez une adresse de courriel.`).max(300);

export const inviteInput = z.strictObject({
  /** An organisation of the perimeter. */
  organisationId: z.uuid(say`Choisissez une organisation du périmètre.`),
  name,
  email,
  /** As it signs: « Chargée de mission économie ». */
  title: z
    .string(say`Donnez la fonction de la personne.`)
    .trim()
    .min(2, say`Donnez la fonction de la personne.`)
    .max(200),
});
export type InviteInput = z.output<typeof inviteInput>;

export const successorInput = z.strictObject({ name, email });
export type SuccessorInput = z.output<typeof successorInput>;

export const departureInput = z.strictObject({ personId: z.uuid() });
export type DepartureInput = z.output<typeof departureInput>;

/** A type, so that it is JSON. */
export type Staffing = { readonly seatId: string; readonly personId: string | null };

/** The lead's registry of its own team: who joins, who leaves, who follows whom. */
@Injectable()
export class StaffTeam {
  constructor(
    private readonly cases: Cases,
    private readonly invitations: Invitations,
    private readonly access: CaseAccess,
  ) {}

  /**
   * A co-editor's seat for a person of the perimeter; who has one there already is written to again.
   * @throws ForbiddenError `not-the-lead`; RefusedError `not-of-perimeter`; AbsentError
   */
  async invite(tx: Tx, id: CandidacyId, input: InviteInput): Promise<Staffing & { readonly isNew: boolean }> {
    await this.access.requireLead(tx, await this.cases.read(tx, id));
    if (!(await teamOf(tx, id)).some((one) => one.id === input.organisationId))
      throw new RefusedError('not-of-perimeter', say`Cette organisation n’est pas du périmètre de la candidature.`, [
        {
          pointer: '/organisationId',
          code: 'not-of-perimeter',
          detail: say`Choisissez une organisation du périmètre.`,
        },
      ]);
    const { seatId, personId, isNew } = await this.invitations.invite(tx, {
      ...input,
      organisationId: input.organisationId as OrganisationId,
      role: 'epci_member',
      candidacyId: id,
    });
    return { seatId, personId, isNew };
  }

  /**
   * Takes a person off a seat, which stays with its drafts, its sections and its messages.
   * @throws ForbiddenError `not-the-lead`; AbsentError
   * @throws RefusedError `last-lead`: a lead's seat is handed over, never left empty
   */
  async remove(tx: Tx, id: CandidacyId, seatId: SeatId, { personId }: DepartureInput): Promise<Staffing> {
    await this.access.requireLead(tx, await this.cases.read(tx, id));
    const seat = await seatOfTeam(tx, id, seatId);
    if (!seat.holders.some((one) => one.personId === personId))
      throw new RefusedError('not-there', say`Cette personne n’occupe plus cette fonction.`);
    if (seat.role === 'epci_lead' && seat.holders.filter(({ onBehalfOf }) => onBehalfOf === null).length < 2)
      throw new RefusedError(
        'last-lead',
        say`La fonction de chef de file ne reste pas vacante : transmettez-la à une autre personne.`,
      );
    await this.invitations.removeHolder(tx, { seatId, personId: personId as PersonId, candidacyId: id });
    return { seatId, personId: null };
  }

  /** Passes a seat on to another person, with all that it holds. @throws ForbiddenError `not-the-lead`; AbsentError */
  async handOver(tx: Tx, id: CandidacyId, seatId: SeatId, to: SuccessorInput): Promise<Staffing> {
    await this.access.requireLead(tx, await this.cases.read(tx, id));
    await seatOfTeam(tx, id, seatId);
    const { personId } = await this.invitations.handOver(tx, { seatId, to, candidacyId: id });
    return { seatId, personId };
  }
}
