/**
 * Which rows of a table a transaction sees and writes; PostgreSQL enforces it. The migration's SQL is generated
 * from this table, and a test compares it with `pg_policies`: a table without a line here fails.
 */
export type RowRule =
  /** Rows of a case: by reach (once shared), by access, minus recusals; with an audience when the rows carry one. */
  | {
      readonly rows: 'case';
      readonly column: string;
      readonly shared?: true;
      readonly audience?: true;
      /** Rows are signed by the acting seat (`seat_id`): nobody writes in another's name. */
      readonly signed?: true;
      readonly appendOnly?: true;
      /** Rows are never changed, but the system may delete them (retention). */
      readonly erasable?: true;
      /** Rows that an actor of the case may delete. */
      readonly removable?: true;
      /** Rows that the organisation they are addressed to (`organisation_id`) reads, whatever their audience. */
      readonly addressed?: true;
    }
  /** Rows that any seat may read (published definitions, waves, reference data); written by these roles. */
  | { readonly rows: 'reference'; readonly writers: readonly string[] }
  /** Rows of the seat or the organisation itself. */
  | { readonly rows: 'own'; readonly column: string; readonly setting: 'seat' | 'organisation' }
  /**
   * Rows of a seat (`seat_id`), which these roles read besides: all of them, or those where a column is filled. Other
   * seats read a row that names them (`openedTo`). A recusal hides those of its case (`column`).
   */
  | {
      readonly rows: 'seated';
      readonly readers: readonly string[];
      /** Beside the seat itself, when it writes. */
      readonly writers: readonly string[];
      readonly ownWrites: boolean;
      readonly readOnce?: string;
      readonly openedTo?: string;
      readonly column?: string;
    }
  /**
   * Rows of an organisation (`organisation_id`) that it writes once, that these roles read and the writers change, and
   * that everyone reads from the day that `column` holds.
   */
  | {
      readonly rows: 'published';
      readonly column: string;
      readonly readers: readonly string[];
      readonly writers: readonly string[];
    }
  /**
   * Rows that any acting transaction appends, and that only the system and these roles read; a recusal hides those of
   * its case (`column`).
   */
  | { readonly rows: 'journal'; readonly readers: readonly string[]; readonly column?: string }
  /** Rows of the machinery: the system's, and readable by these roles; a recusal hides those of its case (`column`). */
  | { readonly rows: 'system'; readonly readers: readonly string[]; readonly column?: string };

const reach = "(select current_setting('rebond.reach', true))";
const role = "(select current_setting('rebond.role', true))";
const cases = "(select current_setting('rebond.cases', true))::uuid[]";
const recused = "(select current_setting('rebond.recused', true))::uuid[]";
const audiences = "(select current_setting('rebond.audiences', true))::text[]";
const setting = (name: string): string => `nullif((select current_setting('rebond.${name}', true)), '')::uuid`;
const seat = setting('seat');
const unrecused = (column: string): string => `(${column} = any (${recused})) is not true`;
const oneOf = (roles: readonly string[]): string => `${role} = any ('{${['system', ...roles].join(',')}}'::text[])`;

interface Predicates {
  readonly select: string;
  readonly insert: string;
  readonly update: string | null;
  readonly delete: string | null;
}

/** These roles, but for the rows of a case that a recusal hides. */
const readBy = (roles: readonly string[], column: string | undefined): string =>
  column === undefined ? oneOf(roles) : `${oneOf(roles)} and ${unrecused(column)}`;

function casePredicates(rule: Extract<RowRule, { rows: 'case' }>): Predicates {
  const shared = rule.shared ? `shared and ${reach} = 'shared'` : `${reach} = 'shared'`;
  const visible =
    `(${reach} = 'everything' or (${shared}) or ${rule.column} = any (${cases})) ` + `and ${unrecused(rule.column)}`;
  const heard = rule.addressed
    ? `(audience = any (${audiences}) or organisation_id = ${setting('organisation')})`
    : `audience = any (${audiences})`;
  return {
    select: rule.audience ? `${visible} and ${heard}` : visible,
    insert: rule.signed ? `${visible} and seat_id is not distinct from ${seat}` : visible,
    update: rule.appendOnly || rule.erasable ? null : visible,
    delete: rule.appendOnly ? null : rule.removable ? visible : oneOf([]),
  };
}

function seatedPredicates(rule: Extract<RowRule, { rows: 'seated' }>): Predicates {
  const { readers, writers, ownWrites, readOnce, openedTo, column } = rule;
  const own = `seat_id = ${seat}`;
  const read =
    readOnce === undefined ? oneOf(readers) : `${oneOf([])} or ${readOnce} is not null and ${oneOf(readers)}`;
  const within = (reached: string): string =>
    column === undefined ? reached : `(${reached}) and ${unrecused(column)}`;
  const write = within(ownWrites ? `${own} or ${oneOf(writers)}` : oneOf(writers));
  return {
    select: within(`${own} or ${read}${openedTo === undefined ? '' : ` or ${seat} = any (${openedTo})`}`),
    insert: write,
    update: write,
    delete: write,
  };
}

/** Which rows a transaction reads, inserts, updates and deletes, in SQL. */
export function predicates(rule: RowRule): Predicates {
  switch (rule.rows) {
    case 'case':
      return casePredicates(rule);
    case 'reference': {
      const writer = oneOf(rule.writers);
      return { select: 'true', insert: writer, update: writer, delete: writer };
    }
    case 'own': {
      const mine = `${rule.column} = ${setting(rule.setting)} or ${oneOf([])}`;
      return { select: mine, insert: mine, update: mine, delete: oneOf([]) };
    }
    case 'seated':
      return seatedPredicates(rule);
    case 'published': {
      const mine = `organisation_id = ${setting('organisation')}`;
      const writer = oneOf(rule.writers);
      return {
        select: `${rule.column} is not null or ${mine} or ${oneOf(rule.readers)}`,
        insert: `${mine} or ${writer}`,
        update: writer,
        delete: oneOf([]),
      };
    }
    case 'journal':
      return {
        select: readBy(rule.readers, rule.column),
        insert: `${role} <> 'anonymous'`,
        update: oneOf([]),
        delete: oneOf([]),
      };
    case 'system': {
      const writers = readBy(
        rule.readers.filter((one) => one !== 'auditor'),
        rule.column,
      );
      return { select: readBy(rule.readers, rule.column), insert: writers, update: writers, delete: oneOf([]) };
    }
  }
}

export interface TablePolicy {
  readonly command: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly using: string | null;
  readonly check: string | null;
}

/** The policies of one table, as PostgreSQL will list them in `pg_policies`. */
export function policiesOf(rule: RowRule): readonly TablePolicy[] {
  const { select, insert, update, delete: remove } = predicates(rule);
  return [
    { command: 'SELECT', using: select, check: null },
    { command: 'INSERT', using: null, check: insert },
    ...(update === null ? [] : [{ command: 'UPDATE' as const, using: update, check: update }]),
    ...(remove === null ? [] : [{ command: 'DELETE' as const, using: remove, check: null }]),
  ];
}
