import { RefusedError, type PersonId, say, type SeatId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** What the identity provider says of somebody, its signature checked. */
export interface Claims {
  /** Which of the federation's providers vouches; the provider's own name when it is one. */
  readonly idp: string;
  readonly sub: string;
  readonly email: string;
  /** Of the establishment that the person works in: fourteen digits, the first nine its SIREN. */
  readonly siret: string | null;
}

const KNOWN = statement(
  'external_known',
  'update identity.external_identity set seen_at = $3 where idp = $1 and sub = $2 returning person_id',
);
const OF_EMAIL = statement('external_of_email', 'select id from identity.person where email = lower($1)');
const BIND = statement(
  'external_bind',
  `insert into identity.external_identity (idp, sub, person_id, created_at, seen_at) values ($1, $2, $3, $4, $4)
   on conflict do nothing`,
);
const SEAT_IN = statement(
  'external_seat_in',
  `select s.id from identity.seat s
     join identity.organisation o on o.id = s.organisation_id and o.siren = $2
     join identity.holding h on h.seat_id = s.id and h.person_id = $1
                            and h.from_at <= $3 and (h.until_at is null or h.until_at > $3)
    order by h.on_behalf_of nulls first, h.from_at limit 1`,
);
const ORGANISATION = statement(
  'external_organisation',
  'select name from identity.organisation where siren = $1 limit 1',
);

const sirenOf = ({ siret }: Claims): string | null =>
  siret !== null && /^\d{14}$/.test(siret) ? siret.slice(0, 9) : null;

async function personOf(tx: Tx, { idp, sub, email }: Claims): Promise<PersonId | null> {
  const [known] = await tx.query<{ person_id: PersonId }>(KNOWN, [idp, sub, tx.at.toString()]);
  if (known) return known.person_id;
  const [person] = await tx.query<{ id: PersonId }>(OF_EMAIL, [email]);
  if (person) await tx.query(BIND, [idp, sub, person.id, tx.at.toString()]);
  return person?.id ?? null;
}

/**
 * Who the provider's user is here: by (idp, sub), which never change, else by the address, once; and the seat of the
 * organisation that the SIRET names, when the person has one there.
 * @throws RefusedError `no-seat`, which names the organisation if it is known: it has somebody to ask
 */
export async function reconcile(tx: Tx, claims: Claims): Promise<{ personId: PersonId; seatId: SeatId | null }> {
  const personId = await personOf(tx, claims);
  const siren = sirenOf(claims);
  if (personId === null) {
    const [organisation] = siren === null ? [] : await tx.query<{ name: string }>(ORGANISATION, [siren]);
    throw new RefusedError(
      'no-seat',
      organisation
        ? say`Aucune fonction ne vous est confiée. ${organisation.name} est inscrite : demandez-y une invitation.`
        : say`Aucune fonction ne vous est confiée sur ce portail.`,
    );
  }
  const [seat] = siren === null ? [] : await tx.query<{ id: SeatId }>(SEAT_IN, [personId, siren, tx.at.toString()]);
  return { personId, seatId: seat?.id ?? null };
}
