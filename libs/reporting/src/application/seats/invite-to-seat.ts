import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory, Invitations, KIND_OF_ROLE, SEAT_ROLES, type Staffed } from '@rebond/identity';
import { RefusedError, type OrganisationId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';

export const personInput = z.strictObject({ name: z.string().trim().min(2).max(200), email: z.email() });
export const inviteInput = personInput.extend({
  organisationId: z.uuid(),
  role: z.enum(SEAT_ROLES),
  title: z.string().trim().min(2).max(200),
});

const refused = (pointer: string, code: string, detail: string): RefusedError =>
  new RefusedError(code, detail, [{ pointer, code, detail }]);

/** The programme office gives somebody a seat in an organisation that is registered. */
@Injectable()
export class InviteToSeat {
  constructor(
    private readonly directory: Directory,
    private readonly invitations: Invitations,
  ) {}

  /** @throws RefusedError `unknown-organisation`, `role-of-another-kind` */
  async handle(tx: Tx, input: z.output<typeof inviteInput>): Promise<Staffed> {
    const organisationId = input.organisationId as OrganisationId;
    const organisation = await this.directory.organisation(tx, organisationId);
    if (!organisation)
      throw refused('/organisationId', 'unknown-organisation', say`Cette organisation n’est pas inscrite.`);
    if (organisation.kind !== KIND_OF_ROLE[input.role])
      throw refused('/role', 'role-of-another-kind', say`Ce rôle n’est pas celui d’une organisation de cette nature.`);
    return this.invitations.invite(tx, { ...input, organisationId });
  }
}
