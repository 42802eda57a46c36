import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory, peopleOfOrganisation, type SeatedPerson } from '@rebond/identity';
import type { Siren } from '@rebond/kernel';
import {
  CONFIG,
  enqueueMails,
  Subscribe,
  type Config,
  type Mail,
  type Message,
  type OutboxHandler,
  type Tx,
} from '@rebond/platform';
import { Territories } from '@rebond/territories';
import { Cases } from '../../application/cases.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.mail.fr.js';

const sirens = z.array(z.string().transform((siren) => siren as Siren));
const payload = z.object({ joined: sirens, left: sirens });

/** Those whose EPCI comes into a perimeter, or leaves it, are told once that is in force: their access has changed. */
@Injectable()
@Subscribe('tell-perimeter', ['candidacy.perimeter-changed'])
export class TellPerimeter implements OutboxHandler {
  constructor(
    private readonly cases: Cases,
    private readonly directory: Directory,
    private readonly territories: Territories,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async handle(tx: Tx, { id: cause, candidacyId, payload: facts }: Message): Promise<void> {
    if (candidacyId === null) return;
    const { joined, left } = payload.parse(facts);
    const candidacy = await this.cases.read(tx, candidacyId);
    const inside = new Set(
      (await this.directory.recipientsOfCase(tx, candidacyId, ['lead', 'member'])).map(({ address }) => address),
    );
    const newcomers = await this.seatedAt(tx, joined, candidacy);
    // Whoever sits in another EPCI of the perimeter keeps the access that this mail says is lost.
    const leavers = (await this.seatedAt(tx, left, candidacy)).filter(({ email }) => !inside.has(email));
    if (newcomers.length + leavers.length === 0) return;
    const lead = (await this.territories.body(tx, candidacy.leadSiren)).name;
    const write = (kind: 'perimeter-joined' | 'perimeter-left', { email, name, organisation }: SeatedPerson): Mail => ({
      kind,
      cause,
      candidacyId,
      to: { address: email, name },
      subject: t(`mail.${kind}.subject`, { lead }),
      text: t(`mail.${kind}.text`, {
        name,
        lead,
        organisation,
        territory: candidacy.territory,
        link: new URL(`/candidatures/${candidacyId}`, this.config.PUBLIC_URL).href,
      }),
    });
    await enqueueMails(tx, [
      ...newcomers.map((one) => write('perimeter-joined', one)),
      ...leavers.map((one) => write('perimeter-left', one)),
    ]);
  }

  /** The people of these EPCI, as far as they are registered. */
  private async seatedAt(tx: Tx, epci: readonly Siren[], { id }: Candidacy): Promise<readonly SeatedPerson[]> {
    const people: SeatedPerson[] = [];
    for (const organisation of (await this.directory.epciOrganisations(tx, epci)).values())
      people.push(...(await peopleOfOrganisation(tx, organisation, id)));
    return people;
  }
}
