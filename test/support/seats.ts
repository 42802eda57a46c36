import type { Clock, OrganisationId, PersonId, SeatId } from '@rebond/kernel';
import { Desk, KIND_OF_ROLE, organisationInput, RECUSAL, type SeatRole } from '@rebond/identity';
import { statement, SYSTEM, Transactions, type Tx } from '@rebond/platform';
import { DataSource } from 'typeorm';

import type { TestDatabase } from './database.js';

/** Tokens live ten years from here: whatever a held clock says, they are valid. */
const LONG_AGO = Temporal.Instant.from('2020-01-01T00:00:00Z');

export interface SeatSpec {
  readonly role: SeatRole;
  /** An organisation that exists already; otherwise one is made from what follows. */
  readonly organisationId?: OrganisationId;
  readonly organisation?: {
    readonly name?: string;
    readonly siren?: string;
    readonly departement?: string;
    readonly region?: string;
    readonly mailbox?: string;
  };
  readonly title?: string;
  readonly holder?: { readonly name: string; readonly email: string };
  /** Has declared no conflict of interest with the waves that there are, whatever is deposited later; true unless said. */
  readonly hasDeclared?: boolean;
  /** When organisation, seat and token are made. */
  readonly at?: Temporal.Instant;
}

export interface TestSeat {
  readonly seatId: SeatId;
  readonly personId: PersonId;
  readonly organisationId: OrganisationId;
  readonly email: string;
  readonly token: string;
}

/** Runs one transaction as the system on a database of the tests, without a Nest application. */
export async function asSystem<T>(
  database: Pick<TestDatabase, 'appUrl'>,
  at: Temporal.Instant,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: database.appUrl,
    poolSize: 1,
    installExtensions: false,
  });
  const clock: Clock = { now: () => at, refresh: () => Promise.resolve() };
  await dataSource.initialize();
  try {
    return await new Transactions(dataSource, clock).run(SYSTEM, work);
  } finally {
    await dataSource.destroy();
  }
}

const DECLARED = statement(
  'test_declared',
  `insert into identity.recusal_declaration (person_id, wave_id, declared_at)
   select $1, id, '2100-01-01T00:00:00Z' from calls.wave`,
);

let made = 0;

/** A held seat with a token, made by identity's own desk as the system. */
export async function seatOf(database: Pick<TestDatabase, 'appUrl'>, spec: SeatSpec): Promise<TestSeat> {
  made += 1;
  const address = `${spec.role.replaceAll('_', '-')}-${made}@test.example`;
  const holder = spec.holder ?? { name: `Titulaire ${made}`, email: address };
  const desk = new Desk();
  return asSystem(database, spec.at ?? LONG_AGO, async (tx) => {
    const { name = `Organisation ${made}`, mailbox = address, ...place } = spec.organisation ?? {};
    const organisationId =
      spec.organisationId ??
      (
        await desk.createOrganisation(
          tx,
          organisationInput.parse({ kind: KIND_OF_ROLE[spec.role], name, mailbox, ...place }),
        )
      ).id;
    const { id: seatId, personId } = await desk.createSeat(tx, {
      organisationId,
      role: spec.role,
      title: spec.title ?? spec.role,
      holder,
    });
    if (RECUSAL[spec.role] === 'first' && spec.hasDeclared !== false) await tx.query(DECLARED, [personId]);
    const { token } = await desk.createToken(tx, seatId, { label: 'tests', days: 3660 });
    return { seatId, personId, organisationId, email: holder.email, token };
  });
}
