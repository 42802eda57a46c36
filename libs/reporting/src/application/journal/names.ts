import { statement, type Tx } from '@rebond/platform';
import type { Entry } from './entries.js';

/** Names by identifier, of whatever the entries hold: people, seats, cases, waves, organisations. */
export type Names = ReadonlyMap<string, string>;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Only what the reader may see: a case that is hidden stays a number. */
const NAMES = statement(
  'journal_names',
  `with asked as (select unnest($1::uuid[]) as id)
   select p.id, p.name from identity.person p join asked a on a.id = p.id
   union all
   select s.id, s.title || ', ' || o.name from identity.seat s join asked a on a.id = s.id
     join identity.organisation o on o.id = s.organisation_id
   union all
   select o.id, o.name from identity.organisation o join asked a on a.id = o.id
   union all
   select c.id, c.territory from candidacies.candidacy c join asked a on a.id = c.id
   union all
   select w.id, w.name from calls.wave w join asked a on a.id = w.id`,
);

/** The names that the reader may see of what these entries are about and of who wrote them. */
export async function namesIn(tx: Tx, entries: readonly Entry[]): Promise<Names> {
  const held = entries.flatMap((one) => [
    one.candidacy_id ?? '',
    one.seat_id ?? '',
    one.person_id ?? '',
    ...(one.stream.match(UUID) ?? []),
  ]);
  return namesOf(
    tx,
    [...new Set(held)].filter((id) => id !== ''),
  );
}

/** What a stream keeps the journal of, by its name; null where none is known. */
export async function nameOfStream(tx: Tx, stream: string): Promise<string | null> {
  const ids = stream.match(UUID) ?? [];
  return (await namesOf(tx, ids)).get(ids[0] ?? '') ?? null;
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return new Map();
  return new Map((await tx.query<{ id: string; name: string }>(NAMES, [ids])).map(({ id, name }) => [id, name]));
}

/** What an entry is about: the case, or what its stream keeps the journal of; null where no name is known. */
export const subjectOf = ({ candidacy_id, stream }: Entry, names: Names): string | null =>
  names.get(candidacy_id ?? stream.match(UUID)?.[0] ?? '') ?? null;

/** The kind of a stream: `wave` of `wave:0193…`. */
export const kindOf = ({ stream }: Entry): string => stream.split(':', 1)[0] ?? stream;
