import { Injectable } from '@nestjs/common';
import type { CandidacyId, OrganisationId, SeatId, Siren } from '@rebond/kernel';
import { statement, type Recipient, type Tx } from '@rebond/platform';
import type { AccessBasis, Role } from '../domain/roles.js';
import type { OrganisationKind } from './desk.js';
import { open } from './recusals/closed.js';

const GRANT = statement(
  'access_grant',
  `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at, until_at)
   select g.candidacy_id, g.organisation_id, g.basis, $4, null
     from unnest($1::uuid[], $2::uuid[], $3::text[]) as g(candidacy_id, organisation_id, basis)
   on conflict (candidacy_id, organisation_id, basis) do update set until_at = null`,
);
const END = statement(
  'access_end',
  `update identity.case_access set until_at = $3
    where candidacy_id = $1 and basis = any($2::text[]) and (until_at is null or until_at > $3)`,
);
const BY_SIREN = statement(
  'organisation_by_siren',
  `select id, siren from identity.organisation where siren = any($1::text[]) and kind = 'epci'`,
);
const AUTHORITIES = statement(
  'organisation_authorities',
  `select id, kind from identity.organisation
    where (kind = 'prefecture' and departement = $1) or (kind = 'region' and region = any($2::text[]))`,
);
const OF_KIND = statement('organisations_of_kind', `select id from identity.organisation where kind = $1 order by id`);
const ORGANISATION = statement(
  'organisation_read',
  `select id, kind, name, siren, departement, region, mailbox from identity.organisation where id = $1`,
);
/** Recipients of cases: holders of the seats of organisations with access on these bases, at this instant. */
const OF_CASES = statement(
  'recipients_of_cases',
  `select distinct a.candidacy_id, p.email, p.name
     from identity.case_access a
     join identity.seat s on s.organisation_id = a.organisation_id
     join identity.holding h on h.seat_id = s.id and h.from_at <= $3 and (h.until_at is null or h.until_at > $3)
     join identity.person p on p.id = h.person_id
    where a.candidacy_id = any($1::uuid[]) and a.basis = any($2::text[])
      and a.from_at <= $3 and (a.until_at is null or a.until_at > $3)
      and ${open('a.candidacy_id', '$3')}
    order by a.candidacy_id, p.email`,
);
const OF_ROLES = statement(
  'recipients_of_roles',
  `select distinct p.email, p.name
     from identity.seat s
     join identity.holding h on h.seat_id = s.id and h.from_at <= $2 and (h.until_at is null or h.until_at > $2)
     join identity.person p on p.id = h.person_id
    where s.role = any($1::text[]) and ($3::uuid is null or ${open('$3', '$2')}) order by p.email`,
);

const OF_SEATS = statement(
  'recipients_of_seats',
  `select distinct p.email, p.name
     from identity.seat s
     join identity.holding h on h.seat_id = s.id and h.from_at <= $2 and (h.until_at is null or h.until_at > $2)
     join identity.person p on p.id = h.person_id
    where s.id = any($1::uuid[]) and ${open('$3', '$2')} order by p.email`,
);

export interface Organisation {
  readonly id: OrganisationId;
  readonly kind: string;
  readonly name: string;
  readonly siren: Siren | null;
  readonly departement: string | null;
  readonly region: string | null;
  readonly mailbox: string;
}

interface PersonRow {
  readonly email: string;
  readonly name: string;
}

const recipient = (row: PersonRow): Recipient => ({ address: row.email, name: row.name });

/** What other rooms ask of identity: access to cases, organisations, and who receives what right now. */
@Injectable()
export class Directory {
  /** Opens cases to organisations, each on one basis; an access that had ended is opened again. */
  async grant(
    tx: Tx,
    grants: readonly { candidacyId: CandidacyId; organisationId: OrganisationId; basis: AccessBasis }[],
  ): Promise<void> {
    if (grants.length === 0) return;
    await tx.query(GRANT, [
      grants.map((one) => one.candidacyId),
      grants.map((one) => one.organisationId),
      grants.map((one) => one.basis),
      tx.at.toString(),
    ]);
  }

  async endAccess(tx: Tx, candidacyId: CandidacyId, bases: readonly AccessBasis[]): Promise<void> {
    await tx.query(END, [candidacyId, bases, tx.at.toString()]);
  }

  /** Organisations registered for these EPCI; an EPCI without one is simply not there. */
  async epciOrganisations(tx: Tx, sirens: readonly Siren[]): Promise<Map<Siren, OrganisationId>> {
    const rows = await tx.query<{ id: OrganisationId; siren: Siren }>(BY_SIREN, [sirens]);
    return new Map(rows.map((row) => [row.siren, row.id]));
  }

  /** The competent préfecture and the associated Régions, where they are registered. */
  async authorities(
    tx: Tx,
    departement: string,
    regions: readonly string[],
  ): Promise<readonly { id: OrganisationId; basis: 'prefecture' | 'region' }[]> {
    const rows = await tx.query<{ id: OrganisationId; kind: 'prefecture' | 'region' }>(AUTHORITIES, [
      departement,
      regions,
    ]);
    return rows.map((row) => ({ id: row.id, basis: row.kind }));
  }

  /** Organisations of a kind: every Bpifrance desk, for instance. */
  async organisationsOf(tx: Tx, kind: OrganisationKind): Promise<readonly OrganisationId[]> {
    return (await tx.query<{ id: OrganisationId }>(OF_KIND, [kind])).map((row) => row.id);
  }

  async organisation(tx: Tx, id: OrganisationId): Promise<Organisation | null> {
    return (await tx.query<Organisation & Record<string, unknown>>(ORGANISATION, [id]))[0] ?? null;
  }

  /** People to write to about a case now: resolved at sending time, so that a new holder gets it. */
  async recipientsOfCase(
    tx: Tx,
    candidacyId: CandidacyId,
    bases: readonly AccessBasis[],
  ): Promise<readonly Recipient[]> {
    return (await this.recipientsOfCases(tx, [candidacyId], bases)).get(candidacyId) ?? [];
  }

  /** The same for several cases, in one statement; a case that nobody is to be written to about is left out. */
  async recipientsOfCases(
    tx: Tx,
    candidacyIds: readonly CandidacyId[],
    bases: readonly AccessBasis[],
  ): Promise<ReadonlyMap<CandidacyId, readonly Recipient[]>> {
    const rows = await tx.query<PersonRow & { readonly candidacy_id: CandidacyId }>(OF_CASES, [
      ...[candidacyIds, bases, tx.at.toString()],
    ]);
    const byCase = Map.groupBy(rows, (row) => row.candidacy_id);
    return new Map([...byCase].map(([id, people]) => [id, people.map(recipient)]));
  }

  /** @param about the case that they are written to about; null: what concerns no case */
  async recipientsOfRoles(tx: Tx, roles: readonly Role[], about: CandidacyId | null): Promise<readonly Recipient[]> {
    const rows = await tx.query<PersonRow & Record<string, unknown>>(OF_ROLES, [roles, tx.at.toString(), about]);
    return rows.map(recipient);
  }

  /** Who holds these seats now and has a part in the case that they are written to about. */
  async recipientsOfSeats(tx: Tx, seats: readonly SeatId[], about: CandidacyId): Promise<readonly Recipient[]> {
    const rows = await tx.query<PersonRow & Record<string, unknown>>(OF_SEATS, [seats, tx.at.toString(), about]);
    return rows.map(recipient);
  }
}
