import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  AbsentError,
  ConflictError,
  isSiren,
  type OrganisationId,
  type PersonId,
  RefusedError,
  say,
  type SeatId,
} from '@rebond/kernel';
import { record, statement, type Tx } from '@rebond/platform';
import { SEAT_ROLES, type SeatRole } from '../domain/roles.js';
import { hashToken } from './actor-of-token.js';

export const ORGANISATION_KINDS = [
  'programme',
  'bdt',
  'bpifrance',
  'minister',
  'prefecture',
  'region',
  'epci',
  'consultancy',
  'control',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** The kind of organisation that a seat of each role belongs to. */
export const KIND_OF_ROLE: Readonly<Record<SeatRole, OrganisationKind>> = {
  programme_director: 'programme',
  bdt_officer: 'bdt',
  bpifrance_officer: 'bpifrance',
  minister_office: 'minister',
  sub_prefect: 'prefecture',
  region_council: 'region',
  epci_lead: 'epci',
  epci_member: 'epci',
  consultancy: 'consultancy',
  auditor: 'control',
};

export const organisationInput = z.strictObject({
  kind: z.enum(ORGANISATION_KINDS),
  name: z.string().trim().min(2).max(200),
  /** Lead or member of perimeters: its SIREN. */
  siren: z
    .string()
    .refine(isSiren, say`SIREN invalide.`)
    .optional(),
  /** Of a préfecture: its département's code. */
  departement: z.string().max(3).optional(),
  /** Of a Région: its code. */
  region: z.string().max(2).optional(),
  /** Contact of the organisation; the people behind it are the seats' holders. */
  mailbox: z.email(),
});

export const seatInput = z.strictObject({
  organisationId: z.uuid(),
  role: z.enum(SEAT_ROLES),
  title: z.string().trim().min(2).max(200),
  holder: z.strictObject({ name: z.string().trim().min(2).max(200), email: z.email() }),
});

export const tokenInput = z.strictObject({
  label: z.string().trim().min(1).max(100),
  /** Days of validity. */
  days: z.int().min(1).max(3660).default(90),
});

/** A type, so that it is JSON. */
export type IssuedToken = {
  readonly id: string;
  /** Null when the answer is given again: it was shown once. */
  readonly token: string | null;
  readonly expiresAt: string;
};
type ShownToken = IssuedToken & { readonly token: string };

const INSERT_ORGANISATION = statement(
  'organisation_insert',
  `insert into identity.organisation (id, kind, name, siren, departement, region, mailbox, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
);
const KNOWN_ORGANISATION = statement('organisation_known', 'select 1 from identity.organisation where id = $1');
const SAME_ORGANISATION = statement(
  'organisation_same',
  `select id from identity.organisation
    where kind = $1 and case when $2::text is null then name = $3 else siren = $2 end order by id limit 1`,
);
const UPSERT_PERSON = statement(
  'person_upsert',
  `insert into identity.person (id, name, email, created_at) values ($1, $2, lower($3), $4)
   on conflict (email) do update set email = excluded.email returning id`,
);
const INSERT_SEAT = statement(
  'seat_insert',
  `insert into identity.seat (id, organisation_id, role, title, created_at) values ($1, $2, $3, $4, $5)`,
);
const INSERT_HOLDING = statement(
  'holding_insert',
  `insert into identity.holding (seat_id, person_id, from_at) values ($1, $2, $3)`,
);
const HOLDER = statement(
  'holding_current',
  `select person_id from identity.holding
    where seat_id = $1 and on_behalf_of is null and from_at <= $2 and (until_at is null or until_at > $2)
    order by from_at desc limit 1`,
);
const INSERT_TOKEN = statement(
  'token_insert',
  `insert into identity.token (id, seat_id, person_id, hash, label, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const REVOKE_TOKEN = statement(
  'token_revoke',
  `update identity.token set revoked_at = $2 where id = $1 and revoked_at is null returning seat_id`,
);

/** The programme office's registry of organisations, dated seats and tokens. */
@Injectable()
export class Desk {
  async createOrganisation(tx: Tx, input: z.output<typeof organisationInput>): Promise<{ id: OrganisationId }> {
    const id = randomUUIDv7() as string as OrganisationId;
    const { kind, name, siren = null, departement = null, region = null, mailbox } = input;
    const rows = await tx.query(INSERT_ORGANISATION, [
      ...[id, kind, name, siren, departement, region, mailbox, tx.at.toString()],
    ]);
    if (rows.length === 0) throw new ConflictError('organisation-exists', say`Cette organisation est déjà inscrite.`);
    const facts = { id, kind, siren, departement, region };
    await record(
      tx,
      `organisation:${id}`,
      null,
      [{ action: 'organisation.created', audience: 'state', facts, personal: { name, mailbox } }],
      // Cases that were there before it: the rooms that know why it may see them open them to it.
      [{ kind: 'organisation.created', payload: facts }],
    );
    return { id };
  }

  /** The organisation of this kind and SIREN, or of this name when no SIREN is said, registered if it was not. */
  async ensureOrganisation(
    tx: Tx,
    input: z.output<typeof organisationInput>,
  ): Promise<{ id: OrganisationId; isNew: boolean }> {
    const [known] = await tx.query<{ id: OrganisationId }>(SAME_ORGANISATION, [
      ...[input.kind, input.siren ?? null, input.name],
    ]);
    return known ? { id: known.id, isNew: false } : { ...(await this.createOrganisation(tx, input)), isNew: true };
  }

  /** @throws RefusedError `unknown-organisation` */
  async createSeat(tx: Tx, input: z.output<typeof seatInput>): Promise<{ id: SeatId; personId: PersonId }> {
    const id = randomUUIDv7() as string as SeatId;
    const at = tx.at.toString();
    if ((await tx.query(KNOWN_ORGANISATION, [input.organisationId])).length === 0)
      throw new RefusedError('unknown-organisation', say`Cette organisation n’est pas inscrite.`);
    const [person] = await tx.query<{ id: PersonId }>(UPSERT_PERSON, [
      ...[randomUUIDv7(), input.holder.name, input.holder.email, at],
    ]);
    if (!person) throw new AbsentError();
    await tx.query(INSERT_SEAT, [id, input.organisationId, input.role, input.title, at]);
    await tx.query(INSERT_HOLDING, [id, person.id, at]);
    await record(tx, `seat:${id}`, null, [
      {
        action: 'seat.created',
        audience: 'state',
        facts: { id, organisation: input.organisationId, role: input.role, person: person.id },
      },
    ]);
    return { id, personId: person.id };
  }

  /**
   * The token is shown once; only its hash is kept.
   * @throws AbsentError when nobody holds the seat
   */
  async createToken(tx: Tx, seatId: SeatId, input: z.output<typeof tokenInput>): Promise<ShownToken> {
    const [holder] = await tx.query<{ person_id: PersonId }>(HOLDER, [seatId, tx.at.toString()]);
    if (!holder) throw new AbsentError();
    const id = randomUUIDv7();
    const token = `rbd_${randomBytes(32).toString('base64url')}`;
    const expiresAt = tx.at.add({ hours: 24 * input.days }).toString();
    await tx.query(INSERT_TOKEN, [
      id,
      seatId,
      holder.person_id,
      hashToken(token),
      input.label,
      tx.at.toString(),
      expiresAt,
    ]);
    await record(tx, `seat:${seatId}`, null, [
      { action: 'token.created', audience: 'state', facts: { token: id, seat: seatId, expiresAt } },
    ]);
    return { id, token, expiresAt };
  }

  async revokeToken(tx: Tx, tokenId: string): Promise<{ id: string }> {
    const [row] = await tx.query<{ seat_id: SeatId }>(REVOKE_TOKEN, [tokenId, tx.at.toString()]);
    if (!row) throw new AbsentError();
    await record(tx, `seat:${row.seat_id}`, null, [
      { action: 'token.revoked', audience: 'state', facts: { token: tokenId } },
    ]);
    return { id: tokenId };
  }
}

export type { SeatRole };
