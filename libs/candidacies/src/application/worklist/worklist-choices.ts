import { statement, type Tx } from '@rebond/platform';
import { ALL_TEMPLATES, type MessageTemplate } from '../templates/templates.js';
import { viewsSql, type SavedView } from '../views/views.js';

export interface Officer {
  readonly id: string;
  readonly title: string;
  readonly organisation: string;
}

/** What the lists of a worklist's filters offer. */
export interface WorklistChoices {
  readonly waves: readonly { readonly id: string; readonly name: string }[];
  readonly officers: readonly Officer[];
}

/** What a worklist has beside its cases. */
export interface WorklistAside extends WorklistChoices {
  /** Filters that the reader's seat keeps under a name. */
  readonly views: readonly SavedView[];
  /** Texts that a message to several territories may start from. */
  readonly templates: readonly MessageTemplate[];
}

/** Seats of the desk that somebody holds now. */
const OFFICERS = `select s.id, s.title, o.name as organisation
     from identity.seat s
     join identity.organisation o on o.id = s.organisation_id
    where s.role in ('bdt_officer', 'programme_director')
      and exists (select 1 from identity.holding h
                   where h.seat_id = s.id and h.from_at <= $1 and (h.until_at is null or h.until_at > $1))
    order by s.title, s.id`;
const OFFICERS_NOW = statement('worklist_officers', OFFICERS);

const listOf = (sql: string): string => `coalesce((select json_agg(one) from (${sql}) one), '[]')`;
/** One statement: each would be a way to the database and back, which costs more than what it reads. */
const ASIDE = statement(
  'worklist_aside',
  `select ${listOf('select id, name from calls.wave order by cutoff_at desc limit 200')} as waves,
          ${listOf(OFFICERS)} as officers,
          ${listOf(viewsSql('$2::uuid'))} as views,
          ${listOf(`select * from (${ALL_TEMPLATES}) every where $3::boolean and kind = 'message'`)} as templates`,
);

export const officers = (tx: Tx): Promise<Officer[]> =>
  tx.query<Officer & Record<string, unknown>>(OFFICERS_NOW, [tx.at.toString()]);

/** @param reader keeps: has views of their own; acts: writes to territories */
export async function worklistAside(
  tx: Tx,
  reader: { readonly keeps: boolean; readonly acts: boolean },
): Promise<WorklistAside> {
  const [aside] = await tx.query<WorklistAside & Record<string, unknown>>(ASIDE, [
    ...[tx.at.toString(), reader.keeps ? tx.actor.seatId : null, reader.acts],
  ]);
  if (!aside) throw new Error('a worklist has nothing beside it');
  return aside;
}
