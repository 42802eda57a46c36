import { randomUUID } from 'node:crypto';

import type { OrganisationId } from '@rebond/kernel';
import { SEAT_ROLES, type AccessBasis, type Role, type SeatRole } from '@rebond/identity';

import { api, type Api } from '../support/api.js';
import { openSession, type BrowserSession } from '../support/browser-session.js';
import { ALES, CAMBRAI, CaseJourney } from '../support/case-journey.js';
import { writeOfficeObjects } from './office-objects.js';
import { objectsOf, opinionOf, pendingOf, recusalsOf, reviewOf, worklistOf } from './objects.js';
import { SITTING_ID, type Objects } from './samples.js';

/** The basis on which a role has access to one case; those without one see every case that was deposited. */
const BASIS: Readonly<Partial<Record<SeatRole, AccessBasis>>> = {
  sub_prefect: 'prefecture',
  region_council: 'region',
  bpifrance_officer: 'funding',
  consultancy: 'mission',
  epci_lead: 'lead',
  epci_member: 'member',
};

export interface Asker {
  readonly role: Role;
  readonly client: Api;
  readonly token: string | null;
  /** A browser of this seat; null without a seat. `isFresh` opens one that nothing else uses. */
  session(isFresh: boolean): Promise<BrowserSession | null>;
  /** The objects that this seat may see. */
  readonly own: Objects;
  /** Objects that exist, and that it may not see. */
  readonly foreign: Objects;
}

export interface World {
  readonly journey: CaseJourney;
  readonly askers: readonly Asker[];
  readonly absent: Objects;
}

/** Every role with a case of its own, one that it may not see, and none at all. Nothing stays open when it fails. */
export async function makeWorld(): Promise<World> {
  const journey = await CaseJourney.begin();
  try {
    return await peopled(journey);
  } catch (error) {
    await journey.end();
    throw error;
  }
}

async function peopled(journey: CaseJourney): Promise<World> {
  await writeOfficeObjects(journey);
  const cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
  const deposited = await objectsOf(journey, await journey.deposited(), cambrai.seat.seatId);
  const others = await objectsOf(journey, await journey.deposited(cambrai, CAMBRAI), cambrai.seat.seatId);
  const draft = await objectsOf(journey, await draftOf(journey), cambrai.seat.seatId);
  const [{ id: lead }] = (
    await journey.judge.query<{ id: OrganisationId }>('select id from identity.organisation where siren = $1', [ALES])
  ).rows as [{ id: OrganisationId }];
  // A seat that its tests may end: whoever asks keeps its own.
  const spareSeat = (await journey.seat({ role: 'auditor' })).seat.seatId;
  const askers: Asker[] = [];
  for (const role of SEAT_ROLES) {
    // A lead acts for its own EPCI's candidacy only.
    const client = await journey.seat(role === 'epci_lead' ? { role, organisationId: lead } : { role });
    const { seat } = client;
    const basis = BASIS[role];
    if (basis)
      await journey.judge.query(
        `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at) values ($1, $2, $3, $4)
         on conflict do nothing`,
        [deposited.case, seat.organisationId, basis, '2023-01-01T00:00:00Z'],
      );
    const own = {
      ...deposited,
      seat: seat.seatId,
      spareSeat,
      spareToken: await tokenOf(journey, seat.seatId),
      token: await tokenOf(journey, seat.seatId),
      opinion: await opinionOf(journey, deposited.case, seat.organisationId),
      ...(await pendingOf(journey, deposited.case, seat.seatId)),
      ...(await worklistOf(journey, seat.seatId)),
      ...(await reviewOf(journey, deposited.case, seat.seatId)),
      ...(await recusalsOf(journey, {
        candidacyId: deposited.case,
        recusedId: (await journey.seat({ role: 'epci_lead' })).seat.personId,
        personId: seat.personId,
      })),
    };
    const session = sessionsOf(() => openSession(journey.server, seat));
    askers.push({ role, client, token: seat.token, session, own, foreign: basis ? others : draft });
  }
  await sittingOf(journey, askers);
  askers.push({
    role: 'anonymous',
    client: api(journey.server.url),
    token: null,
    session: () => Promise.resolve(null),
    own: { ...deposited, seat: cambrai.seat.seatId, token: randomUUID() },
    foreign: others,
  });
  const absent = Object.fromEntries(
    Object.entries(deposited).map(([name, value]) => [
      name,
      name !== 'wave' && /^[0-9a-f-]{36}$/.test(value) ? randomUUID() : value,
    ]),
  ) as Objects;
  return { journey, askers, absent };
}

/** A session of the committee that has been convened, with a point that is no case: who
 * declares a conflict there would leave the case. */
async function sittingOf({ judge, february }: CaseJourney, askers: readonly Asker[]): Promise<void> {
  const at = '2023-02-02T09:00:00Z';
  const seats = (['programme_director', 'bdt_officer', 'minister_office'] as const).map(
    (role) => askers.find((one) => one.role === role)?.own.seat,
  );
  await judge.query(
    `insert into selection.session (id, wave_id, kind, title, status, starts_at, duration_minutes, place, chair,
       secretary, convened_at) values ($1, $2, 'selection', 'Comité', 'convened', $3, 60, 'Paris', $4, $5, $3)`,
    [SITTING_ID, february.id, at, seats[0], seats[1]],
  );
  await judge.query(
    `insert into selection.session_member (session_id, n, seat_id, person_id, name, quality, role, has_vote)
     select $1, row_number() over (), h.seat_id, h.person_id, 'Membre', 'membre', 'member', true
       from identity.holding h where h.seat_id = any ($2::uuid[])`,
    [SITTING_ID, seats],
  );
  await judge.query(
    `insert into selection.session_item (id, session_id, n, title) values ($1, $1, 1, 'Point d’information')`,
    [SITTING_ID],
  );
}

/** One session for all pages, and others for those that end theirs; after which the shared one is opened anew. */
function sessionsOf(open: () => Promise<BrowserSession>): Asker['session'] {
  let shared: Promise<BrowserSession> | null = null;
  return (isFresh) => {
    if (isFresh) {
      shared = null;
      return open();
    }
    shared ??= open();
    return shared;
  };
}

/** A draft of a territory that has deposited nothing. */
async function draftOf(journey: CaseJourney): Promise<string> {
  const lead = '200093201' as typeof ALES;
  const client = await journey.seat({ role: 'epci_lead', organisation: { siren: lead } });
  return journey.draft(client, lead);
}

/** A second token of the seat, that its own use does not need. */
async function tokenOf(journey: CaseJourney, seatId: string): Promise<string> {
  const { body } = await journey.office.post<{ id: string }>(`/api/seats/${seatId}/tokens`, { label: 'second' });
  return body.id;
}
