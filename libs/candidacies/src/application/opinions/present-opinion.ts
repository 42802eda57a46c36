import type { Opinion } from './opinion-rows.js';

/** An opinion as the API shows it; a type, so that it is JSON. */
export type OpinionView = ReturnType<typeof presentOpinion>;

export const presentOpinion = (opinion: Opinion) => ({
  id: opinion.id,
  key: opinion.key,
  label: opinion.label,
  question: opinion.question,
  mandatory: opinion.mandatory,
  organisation: opinion.organisation?.name ?? null,
  adviser: opinion.adviser?.name ?? null,
  askedAt: opinion.askedAt.toString(),
  dueAt: opinion.dueAt.toString(),
  stance: opinion.given?.stance ?? null,
  text: opinion.given?.text ?? null,
  signed: opinion.given?.signed ?? null,
  givenAt: opinion.given?.at.toString() ?? null,
});
