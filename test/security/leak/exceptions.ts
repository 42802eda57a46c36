/**
 * Answers of a recused reader that may differ from one of the three databases to the next, each reviewed. When only the
 * content of the case differs, none differs but by what is drawn at random.
 */
export const DRAWN_ONCE: Readonly<Record<string, string>> = {
  'GET /compte/application': 'the secret of an authenticator, drawn when its page is first shown',
};

/** Where one database has the case and another has not: the reader named the case themselves. */
export const WHEN_ABSENT: Readonly<Record<string, string>> = {
  'GET /api/waves/:id/recusals': 'the names from which a person declares; the recused case is named as such',
  'GET /recusations/releves/:id': 'the same, as a page',
};

/**
 * Tables of cases in which the hidden case has no row: the territory's own affairs, which no role that can be recused
 * reads; what the worker writes, whose mails are compared; and what exists once a mission is closed, a case announced, or a committee under way.
 */
export const WITHOUT_ROWS: readonly string[] = [
  'candidacies.case_hold',
  'candidacies.message_seen',
  'candidacies.reply_address',
  'candidacies.section_assignment',
  'committees.anchor',
  'committees.task',
  'identity.one_time_link',
  'missions.frozen_figures',
  'platform.audit_payload',
  'reminders.reminder',
  'reporting.laureate',
  'selection.session_decision',
  'selection.session_recusal',
];
