import { z } from 'zod';
import { dateIn, type CandidacyId, type WaveId } from '@rebond/kernel';
import { instantOf, statement, type Statement, type Tx } from '@rebond/platform';
import { STATES, type CaseState } from '../../domain/machine.js';
import { searchWords } from './search-words.js';

export const listQuery = z.strictObject({
  wave: z.uuid().optional(),
  state: z.enum(STATES).optional(),
  /** INSEE code of an associated region. */
  region: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  /** Words of a territory's name or a SIREN; the last word may be unfinished. */
  q: z.string().max(200).optional(),
  /** Id of the last candidacy of the previous page. */
  after: z.uuid().optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
});
export type ListQuery = z.output<typeof listQuery>;

/** A line of the list; a type, so that it is JSON. */
export type CaseLine = {
  readonly id: string;
  readonly waveId: string;
  readonly state: CaseState;
  readonly version: number;
  readonly territory: string;
  readonly leadSiren: string;
  readonly departement: string;
  readonly regions: readonly string[];
  readonly admissibility: string;
  readonly depositedAt: string | null;
  readonly receiptNumber: string | null;
  readonly implicitRejectionOn: string | null;
};

export type CaseList = {
  readonly items: readonly CaseLine[];
  /** `after` of the next page; null on the last one. */
  readonly next: string | null;
};

interface LineRow {
  readonly id: CandidacyId;
  readonly wave_id: WaveId;
  readonly state: CaseState;
  readonly version: number;
  readonly territory: string;
  readonly lead_siren: string;
  readonly departement: string;
  readonly regions: readonly string[];
  readonly admissibility: string;
  readonly deposited_at: Date | null;
  readonly receipt_number: string | null;
  readonly implicit_rejection_at: Date | null;
}

const COLUMNS = `id, wave_id, state, version, territory, lead_siren, departement, regions, admissibility, deposited_at,
  receipt_number, implicit_rejection_at`;
const SEARCH = statement(
  'cases_search',
  `select ${COLUMNS} from candidacies.search_cases($1::tsquery, $2, $3, $4, $5, $6)`,
);

/** Filters of a list without text; each has its place in the statement's name. */
const FILTERS = {
  wave: 'wave_id = $',
  state: 'state = $',
  region: '$ = any (regions)',
  after: 'id > $',
  cases: 'id = any ($)',
} as const;
type Filter = keyof typeof FILTERS;
const ORDER = Object.keys(FILTERS) as Filter[];

/** The list by these filters, prepared under a name of its own so that each gets the plan that suits it. */
export function listStatement(filters: readonly Filter[]): Statement {
  const used = ORDER.filter((filter) => filters.includes(filter));
  const types: Partial<Record<Filter, string>> = { cases: '::uuid[]' };
  const where = used.map((one, i) => FILTERS[one].replace('$', `$${String(i + 1)}${types[one] ?? ''}`));
  return statement(
    `cases_list${used.map((one) => `_${one}`).join('')}`,
    `select ${COLUMNS} from candidacies.candidacy${where.length > 0 ? ` where ${where.join(' and ')}` : ''}
      order by id limit $${String(used.length + 1)}`,
  );
}

const lineOf = (row: LineRow): CaseLine => ({
  id: row.id,
  waveId: row.wave_id,
  state: row.state,
  version: row.version,
  territory: row.territory,
  leadSiren: row.lead_siren,
  departement: row.departement,
  regions: row.regions,
  admissibility: row.admissibility,
  depositedAt: row.deposited_at?.toISOString() ?? null,
  receiptNumber: row.receipt_number,
  implicitRejectionOn:
    row.implicit_rejection_at === null ? null : dateIn(instantOf(row.implicit_rejection_at)).toString(),
});

/** The candidacies that the reader may see, by creation, a page at a time. */
export async function listCases(tx: Tx, query: ListQuery): Promise<CaseList> {
  const rows = await page(tx, query, query.limit + 1);
  const items = rows.slice(0, query.limit).map(lineOf);
  return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

function page(tx: Tx, query: ListQuery, limit: number): Promise<(LineRow & Record<string, unknown>)[]> {
  const { wave, state, region, after } = query;
  const words = searchWords(query.q ?? '', (wave as WaveId | undefined) ?? null);
  if (words !== null)
    return tx.query(SEARCH, [words, wave ?? null, state ?? null, region ?? null, after ?? null, limit]);
  const values: Readonly<Record<Filter, unknown>> = {
    wave,
    state,
    region,
    after,
    // Who reads only cases opened to it starts from these, not from all.
    cases: tx.actor.reach === 'none' ? tx.actor.cases : undefined,
  };
  const filters = ORDER.filter((filter) => values[filter] !== undefined);
  return tx.query(listStatement(filters), [...filters.map((filter) => values[filter]), limit]);
}
