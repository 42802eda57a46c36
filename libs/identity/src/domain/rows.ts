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

function predicates(rule: RowRule): Predicates {
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

/**
 * The predicate of a table's readable rows, for the SECURITY DEFINER functions that search it (DESIGN §2: text search
 * is not leakproof). Columns are unqualified.
 */
export function visibleRows(table: string): string {
  const rule = ROWS[table];
  if (!rule) throw new Error(`${table} has no row rule`);
  return predicates(rule).select;
}

/** SQL that puts the row rules of these tables into force; its text goes into a migration. */
export function policySql(tables: readonly string[]): string {
  return tables
    .flatMap((table) => {
      const rule = ROWS[table];
      if (!rule) throw new Error(`${table} has no row rule`);
      const policies = policiesOf(rule);
      const commands = policies.map((policy) => policy.command.toLowerCase());
      return [
        `alter table ${table} enable row level security;`,
        `grant ${commands.join(', ')} on ${table} to rebond_app;`,
        ...policies.map(
          ({ command, using, check }) =>
            `create policy rebond_${command.toLowerCase()} on ${table} for ${command.toLowerCase()} to rebond_app` +
            `${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`};`,
        ),
      ];
    })
    .join('\n');
}

/** Audit entries and payloads: readable by audience; whoever acts writes in its own seat's name only. */
const entry = { rows: 'case', column: 'candidacy_id', audience: true } as const;
const ofCase = { rows: 'case', column: 'candidacy_id' } as const;

/** Rooms list their tables here, lowest first. */
export const ROWS: Readonly<Record<string, RowRule>> = {
  'platform.audit_stream': ofCase,
  'platform.audit_entry': { ...entry, signed: true, appendOnly: true },
  'platform.audit_payload': { ...entry, erasable: true },
  'platform.audit_seal': { rows: 'system', readers: ['programme_director', 'auditor'] },
  'platform.audit_seal_head': { rows: 'system', readers: ['programme_director', 'auditor'] },
  'platform.nightly': { rows: 'system', readers: [] },
  'platform.kept_content': { rows: 'journal', readers: [] },
  'platform.outbox': { rows: 'journal', readers: [] },
  'platform.delivery': { rows: 'system', readers: [] },
  'platform.mail': { rows: 'journal', readers: ['programme_director', 'auditor'], column: 'candidacy_id' },
  'platform.idempotency': { rows: 'own', column: 'seat_id', setting: 'seat' },
  'platform.simulated_clock': { rows: 'reference', writers: [] },
  'territories.vintage': { rows: 'reference', writers: [] },
  'territories.region': { rows: 'reference', writers: [] },
  'territories.departement': { rows: 'reference', writers: [] },
  'territories.commune': { rows: 'reference', writers: [] },
  'territories.body': { rows: 'reference', writers: [] },
  'territories.territoire_industrie': { rows: 'reference', writers: [] },
  'territories.territoire_industrie_member': { rows: 'reference', writers: [] },
  'identity.organisation': { rows: 'reference', writers: ['programme_director'] },
  'identity.person': { rows: 'system', readers: ['programme_director'] },
  'identity.seat': { rows: 'reference', writers: ['programme_director'] },
  'identity.holding': { rows: 'reference', writers: ['programme_director'] },
  'identity.token': { rows: 'system', readers: ['programme_director'] },
  'identity.case_access': ofCase,
  'identity.recusal': { rows: 'system', readers: ['programme_director'], column: 'candidacy_id' },
  'identity.recusal_declaration': { rows: 'system', readers: ['programme_director'] },
  'identity.interest': { rows: 'system', readers: ['programme_director'] },
  'identity.opened_totals': { rows: 'reference', writers: ['programme_director', 'minister_office'] },
  'identity.session': { rows: 'system', readers: [] },
  'identity.one_time_link': { rows: 'own', column: 'organisation_id', setting: 'organisation' },
  'identity.sign_in': { rows: 'system', readers: [] },
  'identity.throttle': { rows: 'system', readers: [] },
  'identity.totp': { rows: 'system', readers: [] },
  'identity.recovery_code': { rows: 'system', readers: [] },
  'identity.external_identity': { rows: 'system', readers: [] },
  'identity.kept_form': { rows: 'system', readers: [] },
  'reminders.reminder': ofCase,
  'calls.call': { rows: 'reference', writers: ['programme_director'] },
  'calls.definition': { rows: 'reference', writers: ['programme_director'] },
  'calls.wave': { rows: 'reference', writers: ['programme_director', 'minister_office'] },
  'calls.wave_prolongation': { rows: 'reference', writers: ['programme_director'] },
  'calls.question': {
    rows: 'published',
    column: 'published_at',
    readers: ['programme_director', 'bdt_officer', 'auditor'],
    writers: ['programme_director'],
  },
  'candidacies.candidacy': { rows: 'case', column: 'id', shared: true },
  'candidacies.answers': { ...ofCase, shared: true },
  'candidacies.document': { ...ofCase, shared: true },
  'candidacies.deposit': { ...ofCase, appendOnly: true },
  'candidacies.owed_piece': { ...ofCase, removable: true },
  'candidacies.completion': ofCase,
  'candidacies.legal_clock': { ...ofCase, appendOnly: true },
  'candidacies.section_assignment': { ...ofCase, audience: true, removable: true },
  'candidacies.section_comment': { ...ofCase, audience: true, signed: true },
  'candidacies.case_facets': ofCase,
  'candidacies.assignment': { ...ofCase, removable: true },
  'candidacies.note': { ...entry, signed: true, appendOnly: true },
  'candidacies.message_template': { rows: 'reference', writers: ['programme_director', 'bdt_officer'] },
  'candidacies.saved_view': { rows: 'own', column: 'seat_id', setting: 'seat' },
  'candidacies.read_mark': { rows: 'own', column: 'seat_id', setting: 'seat' },
  'candidacies.batch': { rows: 'own', column: 'seat_id', setting: 'seat' },
  'candidacies.opinion': { ...entry, addressed: true },
  'candidacies.message': { ...entry, shared: true, signed: true, erasable: true },
  'candidacies.message_file': { ...entry, shared: true, erasable: true },
  'candidacies.message_seen': { rows: 'own', column: 'seat_id', setting: 'seat' },
  'candidacies.reply_address': { rows: 'system', readers: [] },
  'candidacies.approval': entry,
  'candidacies.case_hold': { ...ofCase, removable: true },
  // The State's until the decision is notified: no territory, préfecture or Région reads a list.
  'selection.decision_list': { rows: 'system', readers: ['programme_director', 'minister_office', 'auditor'] },
  'selection.decision_line': {
    rows: 'system',
    readers: ['programme_director', 'minister_office', 'auditor'],
    column: 'candidacy_id',
  },
  'selection.decision_number': { rows: 'system', readers: ['programme_director', 'minister_office', 'auditor'] },
  'selection.decision_difference': { rows: 'system', readers: ['programme_director', 'minister_office', 'auditor'] },
  'selection.letter': { rows: 'system', readers: ['programme_director', 'minister_office', 'auditor'] },
  'selection.embargo_reader': { rows: 'system', readers: ['programme_director', 'minister_office', 'auditor'] },
  'missions.mission': ofCase,
  'missions.firm': ofCase,
  'missions.person_days': { ...ofCase, appendOnly: true },
  'missions.interview': ofCase,
  'missions.project': ofCase,
  'missions.route': ofCase,
  'missions.frozen_figures': { ...ofCase, appendOnly: true },
  'missions.axis': ofCase,
  'missions.action': ofCase,
  'missions.pending_import': { ...ofCase, signed: true, removable: true },
  'missions.consultation': { ...ofCase, signed: true },
  'funding.envelope': { ...ofCase, appendOnly: true },
  'funding.funder_commitment': { ...ofCase, appendOnly: true },
  'funding.award': { ...ofCase, appendOnly: true },
  'funding.dossier_status': { ...ofCase, signed: true, appendOnly: true },
  'meetings.meeting': ofCase,
  'committees.anchor': ofCase,
  'committees.committee': ofCase,
  'committees.task': ofCase,
  // Only what was announced is there: everyone reads it.
  'reporting.announcement': { rows: 'reference', writers: ['programme_director', 'minister_office'] },
  'reporting.laureate': { rows: 'reference', writers: ['programme_director', 'minister_office'] },
  'reporting.draw': { rows: 'system', readers: ['programme_director', 'auditor'] },
};
