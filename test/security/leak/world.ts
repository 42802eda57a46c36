import { RECUSAL, SEAT_ROLES, type AccessBasis, type SeatRole } from '@rebond/identity';

import { openSession } from '../../support/browser-session.js';
import { ALES, CAMBRAI, CAUDRESIS, CaseJourney } from '../../support/case-journey.js';
import { cloneOf, type TestDatabase } from '../../support/database.js';
import type { TestSeat } from '../../support/seats.js';
import { objectsOf, registry, worklistOf } from '../objects.js';
import { writeOfficeObjects } from '../office-objects.js';
import type { Objects } from '../samples.js';
import { removeCase, rewriteCase } from './hidden-case.js';
import { writeFigures, writeShared } from './shared-objects.js';

/** When everything is asked: both waves are closed, nothing is decided. */
export const ASKED_AT = '2023-06-02T09:00+02:00[Europe/Paris]';

const BASIS: Readonly<Partial<Record<SeatRole, AccessBasis>>> = {
  sub_prefect: 'prefecture',
  region_council: 'region',
  bpifrance_officer: 'funding',
};

export interface Reader {
  readonly role: SeatRole;
  /** Recused from the hidden case, and from one that is the same everywhere; otherwise a witness. */
  readonly isRecused: boolean;
  readonly seat: TestSeat;
  readonly cookie: string;
  readonly own: Objects;
}

export type Seated = Omit<Reader, 'cookie'>;

/** The same database, but for one case: as it is, with other content, and absent. */
export type Variant = 'present' | 'other' | 'absent';

export interface LeakWorld {
  readonly databases: Readonly<Record<Variant, TestDatabase>>;
  readonly readers: readonly Reader[];
  /** The hidden case and what lies within it. */
  readonly hidden: Objects;
  drop(): Promise<void>;
}

interface Cases {
  readonly hidden: Objects;
  readonly alsoRecused: Objects;
  readonly open: Objects;
}

/** Every role that can be recused: one who is, and one who is not. */
export async function makeLeakWorld(): Promise<LeakWorld> {
  const journey = await CaseJourney.begin();
  try {
    await writeOfficeObjects(journey);
    const cases = await threeCases(journey);
    const readers = await readersOf(journey, cases);
    const list = await writeShared(journey, cases, readers);
    await writeFigures(journey, cases, list);
    journey.clock.set(ASKED_AT);
    const sessions = new Map<string, string>();
    for (const { seat } of readers) sessions.set(seat.seatId, (await openSession(journey.server, seat)).cookie);
    await journey.server.stop();
    await journey.judge.end();
    const databases = {
      present: await cloneOf(journey.database),
      other: await cloneOf(journey.database),
      absent: await cloneOf(journey.database),
    };
    await rewriteCase(databases.other, cases.hidden.case);
    await removeCase(databases.absent, cases.hidden.case);
    return {
      databases,
      readers: readers.map((one) => ({
        ...one,
        cookie: sessions.get(one.seat.seatId) ?? '',
        own: { ...one.own, list },
      })),
      hidden: cases.hidden,
      drop: async () => {
        for (const one of Object.values(databases)) await one.drop();
      },
    };
  } finally {
    await journey.end();
  }
}

/** The open case shares an EPCI with the hidden one: each is the other's overlap. */
async function threeCases(journey: CaseJourney): Promise<Cases> {
  const someone = (await journey.seat({ role: 'auditor' })).seat.seatId;
  const lead = (siren: typeof ALES) => journey.seat({ role: 'epci_lead', organisation: { siren } });
  const open = await objectsOf(journey, await journey.deposited(), someone);
  const alsoRecused = await objectsOf(journey, await journey.deposited(await lead(CAUDRESIS), CAUDRESIS), someone);
  const applicant = await lead(CAMBRAI);
  const id = await journey.deposited(applicant, CAMBRAI);
  for (const [as, one] of [
    [applicant, id],
    [journey.ales, open.case],
  ] as const)
    await as.post(`/api/candidacies/${one}/messages`, { audience: 'thread', text: 'Quand saurons-nous ?' });
  await journey.office.post(`/api/candidacies/${id}/notes`, { body: 'Bon dossier' });
  const hidden = await objectsOf(journey, id, someone);
  await journey.judge.query('update candidacies.candidacy set perimeter = perimeter || $2::text where id = $1', [
    ...[open.case, CAMBRAI],
  ]);
  return { hidden, alsoRecused, open };
}

async function readersOf(journey: CaseJourney, cases: Cases): Promise<readonly Seated[]> {
  const readers: Seated[] = [];
  for (const role of SEAT_ROLES.filter((one) => RECUSAL[one] !== 'party'))
    for (const isRecused of [true, false]) {
      const { seat } = await journey.seat({ role });
      const basis = BASIS[role];
      for (const one of [cases.hidden, cases.alsoRecused, cases.open]) {
        if (basis)
          await journey.judge.query(
            `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at)
             values ($1, $2, $3, '2023-01-01T00:00:00Z') on conflict do nothing`,
            [one.case, seat.organisationId, basis],
          );
        if (isRecused && one !== cases.open)
          await journey.judge.query(
            `insert into identity.recusal (id, person_id, candidacy_id, wave_id, grounds, declared_at)
             values (gen_random_uuid(), $1, $2, $3, '{other}', '2023-01-15T00:00:00Z')`,
            [seat.personId, one.case, journey.february.id],
          );
      }
      const own = {
        ...cases.open,
        ...registry(journey),
        ...(await worklistOf(journey, seat.seatId)),
        seat: seat.seatId,
      };
      readers.push({ role, isRecused, seat, own });
    }
  return readers;
}
