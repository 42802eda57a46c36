import { say } from '@rebond/kernel';
import { policiesOf, predicates, type RowRule } from './row-rules.js';

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
        say`alter table ${table} enable row level security;`,
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
/** Those who may sit in a committee that examines candidacies, and the control. */
const COMMITTEE = ['programme_director', 'minister_office', 'bdt_officer', 'auditor'];

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
  'identity.person': { rows: 'system', readers: ['programme_director', 'auditor'] },
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
  'selection.decision_difference': {
    rows: 'system',
    readers: ['programme_director', 'minister_office', 'auditor'],
    column: 'candidacy_id',
  },
  'selection.letter': {
    rows: 'system',
    readers: ['programme_director', 'minister_office', 'auditor'],
    column: 'candidacy_id',
  },
  'selection.appeal': ofCase,
  'selection.appeal_file': { ...ofCase, erasable: true },
  'selection.postal_notice': ofCase,
  'selection.list_cancellation': { rows: 'system', readers: ['programme_director', 'minister_office', 'auditor'] },
  'selection.embargo_reader': { rows: 'system', readers: ['programme_director', 'minister_office', 'auditor'] },
  'selection.reviewer': {
    rows: 'seated',
    readers: ['programme_director', 'auditor'],
    writers: ['programme_director'],
    ownWrites: true,
  },
  'selection.review_round': { rows: 'system', readers: ['programme_director', 'auditor'] },
  'selection.review_assignment': {
    rows: 'seated',
    readers: ['programme_director', 'auditor'],
    writers: ['programme_director'],
    ownWrites: false,
    column: 'candidacy_id',
  },
  // Nobody reads a review that is being written; then the State's deciders do, and who has submitted theirs.
  'selection.review': {
    rows: 'seated',
    readers: ['programme_director', 'minister_office', 'auditor'],
    writers: [],
    ownWrites: true,
    readOnce: 'submitted_at',
    openedTo: 'opened_to',
    column: 'candidacy_id',
  },
  'selection.session': { rows: 'system', readers: COMMITTEE },
  'selection.session_member': { rows: 'system', readers: COMMITTEE },
  'selection.session_item': { rows: 'system', readers: COMMITTEE, column: 'candidacy_id' },
  'selection.session_recusal': { rows: 'system', readers: COMMITTEE, column: 'candidacy_id' },
  'selection.session_decision': { rows: 'system', readers: COMMITTEE, column: 'candidacy_id' },
  'selection.session_minutes': { rows: 'system', readers: COMMITTEE },
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
