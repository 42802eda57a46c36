import type { CaseJourney } from '../support/case-journey.js';

/** Things of the programme office that routes name: one of each, whoever asks. */
export const OFFICE = {
  question: '01910000-0000-7000-8000-00000000a001',
  mail: '01910000-0000-7000-8000-00000000a002',
  draw: '01910000-0000-7000-8000-00000000a003',
} as const;

/** Writes them, as the judge. */
export async function writeOfficeObjects({ judge, june, clock }: CaseJourney): Promise<void> {
  const at = clock.now().toString();
  await judge.query(
    `insert into calls.question (id, wave_id, organisation_id, asked_at, question) values ($1, $2, $3, $4, 'Une question ?')`,
    [OFFICE.question, june.id, OFFICE.draw, at],
  );
  await judge.query(
    `insert into platform.mail (id, message_id, kind, recipient, subject, text_body, created_at, next_attempt_at)
     values ($1, '<essai@test.example>', 'receipt', 'camille@test.example', 'Reçu', 'Bonjour', $2, $2)`,
    [OFFICE.mail, at],
  );
  await judge.query(
    `insert into reporting.draw (id, seed, size, population, candidacy_ids, drawn_at) values ($1, 'essai', 1, 0, '{}', $2)`,
    [OFFICE.draw, at],
  );
}
