import { statement, type Tx } from '@rebond/platform';

/** An address that the product knows beside one that did not work. */
export interface KnownAddress {
  readonly address: string;
  /** Who reads there: a person, or an organisation's contact mailbox. */
  readonly name: string;
  readonly organisation: string;
}

const KNOWN = statement(
  'office_other_addresses',
  `with organisations as (
     select s.organisation_id as id
       from identity.person p
       join identity.holding h on h.person_id = p.id
       join identity.seat s on s.id = h.seat_id
      where lower(p.email) = lower($1)
      union
     select o.id from identity.organisation o where lower(o.mailbox) = lower($1)
   ), known as (
     select p.email as address, p.name, o.name as organisation
       from organisations i
       join identity.organisation o on o.id = i.id
       join identity.seat s on s.organisation_id = o.id
       join identity.holding h on h.seat_id = s.id and h.from_at <= $2 and (h.until_at is null or h.until_at > $2)
       join identity.person p on p.id = h.person_id
      union
     select o.mailbox, o.name, o.name from organisations i join identity.organisation o on o.id = i.id
   )
   select distinct on (lower(address)) address, name, organisation from known
    where address is not null and lower(address) <> lower($1) order by lower(address), name limit 50`,
);

/** Where else the people of the recipient's organisations are written to today: successors, colleagues, the mailbox. */
export const otherAddresses = (tx: Tx, recipient: string): Promise<KnownAddress[]> =>
  tx.query<KnownAddress & Record<string, unknown>>(KNOWN, [recipient, tx.at.toString()]);
