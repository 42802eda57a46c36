import { Injectable } from '@nestjs/common';
import { Directory, type AccessBasis } from '@rebond/identity';
import { ForbiddenError, type CandidacyId, type OrganisationId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** Whom a case's perimeter opens it to. */
@Injectable()
export class CaseAccess {
  constructor(private readonly directory: Directory) {}

  /** Whether who acts sits at the lead EPCI. */
  async isLead(tx: Tx, { leadSiren }: Pick<Candidacy, 'leadSiren'>): Promise<boolean> {
    const { organisationId } = tx.actor;
    if (organisationId === null) return false;
    return (await this.directory.epciOrganisations(tx, [leadSiren])).get(leadSiren) === organisationId;
  }

  /** Whether `requireLead` lets who acts through. */
  async mayLead(tx: Tx, candidacy: Pick<Candidacy, 'leadSiren'>): Promise<boolean> {
    return tx.actor.role !== 'epci_lead' || (await this.isLead(tx, candidacy));
  }

  /**
   * What binds the whole territory is its lead's to do: the head of a member EPCI has a say in its own candidacies only.
   * Others than territories act here under what the policy table says of them.
   * @throws ForbiddenError `not-the-lead`
   */
  async requireLead(tx: Tx, candidacy: Pick<Candidacy, 'leadSiren'>): Promise<void> {
    if (await this.mayLead(tx, candidacy)) return;
    throw new ForbiddenError(
      'not-the-lead',
      say`Seul le chef de file peut le faire : votre intercommunalité est membre de cette candidature.`,
    );
  }

  /** The EPCI of the perimeter, as far as they are registered; one that left it has access no more. */
  async ofMembers(
    tx: Tx,
    { id, leadSiren, perimeter }: Pick<Candidacy, 'id' | 'leadSiren' | 'perimeter'>,
  ): Promise<void> {
    const organisations = await this.directory.epciOrganisations(tx, perimeter);
    await this.renew(
      tx,
      id,
      ['member'],
      [...organisations].map(([siren, organisation]) => [organisation, siren === leadSiren ? 'lead' : 'member']),
    );
  }

  /** The competent préfecture and the associated Régions, from the deposit on. */
  async ofAuthorities(tx: Tx, { id, departement, regions }: Candidacy): Promise<void> {
    const authorities = await this.directory.authorities(tx, departement, regions);
    await this.renew(
      tx,
      id,
      ['prefecture', 'region'],
      authorities.map((one) => [one.id, one.basis]),
    );
  }

  private async renew(
    tx: Tx,
    candidacyId: CandidacyId,
    bases: readonly AccessBasis[],
    grants: readonly (readonly [OrganisationId, AccessBasis])[],
  ): Promise<void> {
    await this.directory.endAccess(tx, candidacyId, bases);
    await this.directory.grant(
      tx,
      grants.map(([organisationId, basis]) => ({ candidacyId, organisationId, basis })),
    );
  }
}
