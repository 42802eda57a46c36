import type { OrganisationId, PersonId, Siren } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Ground } from '../../domain/recusals.js';

/** What ties a person to an EPCI, or to a firm: a seat that they hold, or what they declared of themselves. */
export interface Link {
  readonly personId: PersonId;
  readonly ground: Exclude<Ground, 'past-mission' | 'other'>;
  readonly siren: Siren | null;
  readonly firmId: OrganisationId | null;
}

interface Row {
  readonly person_id: PersonId;
  readonly ground: Link['ground'];
  readonly siren: Siren | null;
  readonly firm_id: OrganisationId | null;
}

const LINKS = statement(
  'recusal_links',
  `select h.person_id, case o.kind when 'epci' then 'seat' else 'firm' end as ground,
          case o.kind when 'epci' then o.siren end as siren, case o.kind when 'consultancy' then o.id end as firm_id
     from identity.holding h
     join identity.seat s on s.id = h.seat_id
     join identity.organisation o on o.id = s.organisation_id and o.kind in ('epci', 'consultancy')
    where h.person_id = any ($1::uuid[]) and h.from_at <= $2 and (h.until_at is null or h.until_at > $2)
   union
   select i.person_id, i.kind, case when i.kind <> 'firm' then i.siren end, f.id
     from identity.interest i
     left join identity.organisation f on i.kind = 'firm' and f.kind = 'consultancy' and f.siren = i.siren
    where i.person_id = any ($1::uuid[]) and i.ended_at is null`,
);

/** What ties these people to territories and firms now. */
export const linksOf = async (tx: Tx, personIds: readonly PersonId[]): Promise<readonly Link[]> =>
  (await tx.query<Row & Record<string, unknown>>(LINKS, [personIds, tx.at.toString()])).map((row) => ({
    personId: row.person_id,
    ground: row.ground,
    siren: row.siren,
    firmId: row.firm_id,
  }));
