import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { PersonId, SeatId } from '@rebond/kernel';
import { KIND_OF_ROLE, type SeatRole } from '@rebond/identity';
import type { Client } from 'pg';
import { api } from './api.js';
import type { Person } from './decision-journey.js';

/** A seat with its holder and an organisation of its own, unless several share one by its name. */
export interface WantedSeat {
  readonly role: SeatRole;
  readonly organisation: string;
  readonly siren?: string;
  readonly departement?: string;
  readonly region?: string;
}

/** From long ago, for a hundred years: whatever a held clock says, tokens are valid. */
const SINCE = '2020-01-01T00:00:00Z';

const SEATS = `
  with wanted as (
    select * from jsonb_to_recordset($1::jsonb) as w(role text, kind text, organisation text, "organisationId" uuid,
      siren text, departement text, region text, "seatId" uuid, "personId" uuid, email text, "tokenId" uuid, hash text)
  ), organisations as (
    insert into identity.organisation (id, kind, name, siren, departement, region, mailbox, created_at)
    select distinct on ("organisationId") "organisationId", kind, organisation, siren, departement, region, email, $2::timestamptz
      from wanted
  ), people as (
    insert into identity.person (id, name, email, created_at) select "personId", 'Titulaire ' || email, email, $2 from wanted
  ), seats as (
    insert into identity.seat (id, organisation_id, role, title, created_at)
    select "seatId", "organisationId", role, role, $2 from wanted
  ), holdings as (
    insert into identity.holding (seat_id, person_id, from_at) select "seatId", "personId", $2 from wanted
  )
  insert into identity.token (id, seat_id, person_id, hash, label, created_at, expires_at)
  select "tokenId", "seatId", "personId", decode(hash, 'hex'), 'tests', $2, $2::timestamptz + interval '100 years'
    from wanted`;

/** Many held seats with their tokens, in one statement; nobody has declared anything. */
export async function seatsOf(judge: Client, url: string, wanted: readonly WantedSeat[]): Promise<Person[]> {
  const organisations = new Map(wanted.map((one) => [one.organisation, randomUUID()]));
  const made = wanted.map((one, n) => {
    const token = `rbd_${randomBytes(32).toString('base64url')}`;
    return {
      ...{ ...one, token, kind: KIND_OF_ROLE[one.role], organisationId: organisations.get(one.organisation) ?? '' },
      ...{ seatId: randomUUID(), personId: randomUUID(), tokenId: randomUUID() },
      email: `${one.role.replaceAll('_', '-')}-${randomUUID().slice(0, 8)}-${String(n)}@test.example`,
      hash: createHash('sha256').update(token).digest('hex'),
    };
  });
  await judge.query(SEATS, [JSON.stringify(made.map(({ token: _, ...row }) => row)), SINCE]);
  return made.map(({ token, email, seatId, personId, organisationId }) => ({
    ...api(url, token),
    seat: {
      ...{ token, email, seatId: seatId as string as SeatId, personId: personId as string as PersonId },
      organisationId: organisationId as never,
    },
  }));
}
