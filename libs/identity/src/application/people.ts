import { randomUUIDv7 } from 'node:crypto';
import type { PersonId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

const NAMED = statement('person_named', 'select identity.person_named($1, $2, $3, $4) as id');

export interface PersonName {
  readonly name: string;
  readonly email: string;
}

/** The person of this address, made if there was none; the name of one who is known stays. */
export async function personNamed(tx: Tx, { name, email }: PersonName): Promise<PersonId> {
  const [row] = await tx.query<{ id: PersonId }>(NAMED, [randomUUIDv7(), name, email, tx.at.toString()]);
  if (!row) throw new Error('Nobody could be named');
  return row.id;
}
