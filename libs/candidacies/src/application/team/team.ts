import { AbsentError, type CandidacyId, type OrganisationId, type PersonId, type SeatId } from '@rebond/kernel';
import { causeOfFailure, statement, type FailureCause, type Tx } from '@rebond/platform';

/** Somebody on a seat of the team. */
export type TeamHolder = {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly since: string;
  /** In whose name, when the seat is lent. */
  readonly onBehalfOf: string | null;
  /** Why the last invitation came back; null while none did. */
  readonly refused: FailureCause | null;
};

export type TeamSeat = {
  readonly id: SeatId;
  readonly title: string;
  /** A lead deposits, withdraws and staffs; a co-editor fills in. */
  readonly role: 'epci_lead' | 'epci_member';
  /** Nobody: the seat is vacant, with all that it holds. */
  readonly holders: readonly TeamHolder[];
  readonly isMine: boolean;
};

/** An organisation of the perimeter with its people; a type, so that it is JSON. */
export type TeamOrganisation = {
  readonly id: OrganisationId;
  readonly name: string;
  readonly siren: string | null;
  /** Shared mailbox of the organisation: a contact, never who acts. */
  readonly mailbox: string;
  readonly isLead: boolean;
  readonly seats: readonly TeamSeat[];
};

interface Row {
  readonly organisation_id: OrganisationId;
  readonly organisation: string;
  readonly siren: string | null;
  readonly mailbox: string;
  readonly basis: 'lead' | 'member';
  readonly seat_id: SeatId | null;
  readonly role: 'epci_lead' | 'epci_member' | null;
  readonly title: string | null;
  readonly person_id: PersonId | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly since: Date | null;
  readonly on_behalf_of: string | null;
}

const TEAM = statement(
  'case_team',
  `select organisation_id, organisation, siren, mailbox, basis, seat_id, role, title, person_id, name, email, since,
          on_behalf_of
     from candidacies.team($1, $2)
    order by basis, organisation collate "fr-x-icu", organisation_id, role, title, seat_id, name`,
);

const REFUSED = statement('case_team_refused', 'select person_id, status from candidacies.team_refused($1, $2)');

type Refused = ReadonlyMap<PersonId, FailureCause>;

const holderOf = (row: Row, refused: Refused): readonly TeamHolder[] =>
  row.person_id === null || row.since === null
    ? []
    : [
        {
          personId: row.person_id,
          name: row.name ?? '',
          email: row.email ?? '',
          since: row.since.toISOString(),
          onBehalfOf: row.on_behalf_of,
          refused: refused.get(row.person_id) ?? null,
        },
      ];

function seatsOf(rows: readonly Row[], mine: SeatId | null, refused: Refused): readonly TeamSeat[] {
  return [...Map.groupBy(rows, (row) => row.seat_id)].flatMap(([id, [first, ...others]]) =>
    id === null || !first || first.role === null
      ? []
      : [
          {
            id,
            title: first.title ?? '',
            role: first.role,
            holders: [first, ...others].flatMap((row) => holderOf(row, refused)),
            isMine: id === mine,
          },
        ],
  );
}

/** The people of a case's territory, the lead's organisation first; empty for whom they do not concern. */
export async function teamOf(tx: Tx, id: CandidacyId): Promise<TeamOrganisation[]> {
  const rows = await tx.query<Row & Record<string, unknown>>(TEAM, [id, tx.at.toString()]);
  const refused = await refusedIn(tx, id);
  return [...Map.groupBy(rows, (row) => row.organisation_id)].flatMap(([organisationId, [first, ...others]]) =>
    first
      ? [
          {
            id: organisationId,
            name: first.organisation,
            siren: first.siren,
            mailbox: first.mailbox,
            isLead: first.basis === 'lead',
            seats: seatsOf([first, ...others], tx.actor.seatId, refused),
          },
        ]
      : [],
  );
}

async function refusedIn(tx: Tx, id: CandidacyId): Promise<Refused> {
  const rows = await tx.query<{ person_id: PersonId; status: string }>(REFUSED, [id, tx.at.toString()]);
  return new Map(rows.map(({ person_id, status }) => [person_id, causeOfFailure(status)]));
}

/** @throws AbsentError when the seat is not of this case's team */
export async function seatOfTeam(tx: Tx, id: CandidacyId, seatId: SeatId): Promise<TeamSeat> {
  const seat = (await teamOf(tx, id)).flatMap(({ seats }) => seats).find((one) => one.id === seatId);
  if (!seat) throw new AbsentError();
  return seat;
}
