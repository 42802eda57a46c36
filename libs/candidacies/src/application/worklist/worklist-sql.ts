import { statement, type Statement } from '@rebond/platform';
import type { Sort } from './worklist-query.js';

/** What narrows a worklist by an index; each is followed by so many parameters. */
const NARROWING = {
  officer: 'f.officer_seat_id = $::uuid',
  recused: 'f.candidacy_id in (select u.id from candidacies.unattended($::timestamptz) as u(id))',
  wave: 'f.wave_id = $::uuid',
  cases: 'f.candidacy_id = any ($::uuid[])',
  words: 'f.candidacy_id in (select s.id from candidacies.search_cases($::tsquery, null, null, null, null, 2000) s)',
  late: 'f.next_due < $::timestamptz',
  after: '(@key, f.candidacy_id) @direction ($::timestamptz, $::uuid)',
} as const;
export type Narrowing = keyof typeof NARROWING;
export const NARROWINGS = Object.keys(NARROWING) as readonly Narrowing[];

/** What decides the plan, and is in the statement's name, so that each shape is planned for itself. */
export interface WorklistShape {
  readonly sort: Sort;
  /** Is the reader told of what only the State's side may see? */
  readonly seesState: boolean;
  readonly by: readonly Narrowing[];
}

/** The other filters only thin a page out: always there, null where not asked. */
const THINNING = `($2::text is null or f.state = $2)
    and ($3::text is null or f.next_actor = $3)
    and ($4::text is null or $4 = any (f.regions))
    and ($5::text is null or f.departement = $5)
    and ($6::boolean is not true or f.officer_seat_id is null)
    and ($7::boolean is not true or not exists (
      select 1 from candidacies.read_mark r
       where r.person_id = $9::uuid and r.candidacy_id = f.candidacy_id and r.seat_id = $8::uuid and r.read_at >= @change))`;
const FIXED = 9;

function where({ sort, by, seesState }: WorklistShape): string {
  let n = FIXED;
  const next = (): string => {
    n += 1;
    return `$${String(n)}`;
  };
  const asked = NARROWINGS.filter((one) => by.includes(one)).map((one) => NARROWING[one].replaceAll('$', next));
  const waiting = sort === 'since' ? ['f.next_actor is not null'] : [];
  return filled([...asked, ...waiting, THINNING].join('\n    and '), { sort, seesState });
}

const filled = (text: string, { sort, seesState }: Pick<WorklistShape, 'sort' | 'seesState'>): string => {
  const change = seesState ? 'f.last_state_change' : 'f.last_change';
  const key = { due: 'f.next_due', since: 'f.next_since', change }[sort];
  return text
    .replaceAll('@key', key)
    .replaceAll('@change', change)
    .replaceAll('@direction', sort === 'change' ? '<' : '>')
    .replaceAll('@order', sort === 'change' ? 'desc' : 'asc');
};

const nameOf = ({ sort, seesState, by }: WorklistShape): string =>
  [sort, seesState ? 'state' : 'all', ...NARROWINGS.filter((one) => by.includes(one))].join('_');

/** A page of the worklist: the facets first, by an index, then what the page shows of each case. */
export const worklistStatement = (shape: WorklistShape): Statement =>
  statement(
    `worklist_${nameOf(shape)}`,
    filled(
      `with f as materialized (
         select * from candidacies.case_facets f
          where ${where(shape)}
          order by @key @order, f.candidacy_id @order limit $1
       )
       select c.id, c.territory, c.lead_siren, c.version, c.receipt_number, c.deposited_at, c.admissibility, f.state,
              f.wave_id, w.name as wave, f.departement, f.regions, f.officer_seat_id, s.title as officer, f.next_actor,
              f.next_since, nullif(f.next_due, 'infinity') as next_due, @change as changed_at, r.read_at
         from f
         join candidacies.candidacy c on c.id = f.candidacy_id
         join calls.wave w on w.id = f.wave_id
         left join identity.seat s on s.id = f.officer_seat_id
         left join candidacies.read_mark r
           on r.person_id = $9::uuid and r.candidacy_id = f.candidacy_id and r.seat_id = $8::uuid
        order by @key @order, f.candidacy_id @order`,
      shape,
    ),
  );

/** Counts stop here: beyond, the page says « plus de ». */
export const COUNTED_TO = 999;

/** The views that everybody wants the number of. */
export const QUICK_VIEWS = {
  all: 'true',
  mine: 'f.officer_seat_id = $2::uuid',
  late: 'f.next_due < $4::timestamptz',
  unread: `not exists (select 1 from candidacies.read_mark r
    where r.person_id = $3::uuid and r.candidacy_id = f.candidacy_id and r.seat_id = $2::uuid and r.read_at >= @change)`,
  unassigned: 'f.officer_seat_id is null',
  unattended: 'f.candidacy_id in (select u.id from candidacies.unattended($4::timestamptz) as u(id))',
} as const;
export type QuickKey = keyof typeof QUICK_VIEWS;

/** The numbers of all quick views in one statement, each counted no further than `$1`. */
export const countsStatement = (seesState: boolean, byCases: boolean): Statement =>
  statement(
    `worklist_counts_${seesState ? 'state' : 'all'}${byCases ? '_cases' : ''}`,
    filled(
      `select ${Object.entries(QUICK_VIEWS)
        .map(
          ([key, where]) => `(select count(*)::int from (
             select 1 from candidacies.case_facets f
              where ${byCases ? 'f.candidacy_id = any ($5::uuid[]) and ' : ''}${where} limit $1) n) as "${key}"`,
        )
        .join(',\n')}`,
      { sort: 'due', seesState },
    ),
  );
