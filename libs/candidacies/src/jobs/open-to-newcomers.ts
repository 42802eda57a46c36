import { Injectable } from '@nestjs/common';
import { Directory, type AccessBasis } from '@rebond/identity';
import type { CandidacyId, OrganisationId } from '@rebond/kernel';
import { statement, Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { z } from 'zod';

const newcomer = z.object({
  id: z.uuid(),
  kind: z.string(),
  siren: z.string().nullable(),
  departement: z.string().nullable(),
  region: z.string().nullable(),
});

/** Cases that concern an EPCI from their draft on, a préfecture or a Région from their deposit on. */
const CONCERNED = statement(
  'cases_of_newcomer',
  `select c.id, case when c.lead_siren = $2 then 'lead' when $1 = 'epci' then 'member' else $1 end as basis
     from candidacies.candidacy c
    where ($1 = 'epci' and c.perimeter @> array[$2])
       or ($1 = 'prefecture' and c.shared and c.departement = $3)
       or ($1 = 'region' and c.shared and c.regions @> array[$4])
    order by c.id`,
);

/** An organisation registered late has access to the cases that it would have had from the start. */
@Injectable()
@Subscribe('open-to-newcomers', ['organisation.created'])
export class OpenToNewcomers implements OutboxHandler {
  constructor(private readonly directory: Directory) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const { id, kind, siren, departement, region } = newcomer.parse(message.payload);
    const cases = await tx.query<{ id: CandidacyId; basis: AccessBasis }>(CONCERNED, [
      kind,
      siren,
      departement,
      region,
    ]);
    await this.directory.grant(
      tx,
      cases.map((one) => ({ candidacyId: one.id, organisationId: id as OrganisationId, basis: one.basis })),
    );
  }
}
