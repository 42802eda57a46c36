import type { Candidacy } from '@rebond/candidacies';
import { ConflictError, type CandidacyId, say } from '@rebond/kernel';
import { changedCases, type DecisionLine } from '../domain/lines.js';

/** Locked cases by their ids. */
export function byId(cases: readonly Candidacy[]): (id: CandidacyId) => Candidacy {
  const found = new Map(cases.map((one) => [one.id, one]));
  return (id) => {
    const one = found.get(id);
    if (!one) throw new RangeError(`The case ${id} was not locked`);
    return one;
  };
}

/** @throws ConflictError `cases-changed` that lists every case with another version than its line's */
export function requireUnchanged(lines: readonly DecisionLine[], caseOf: (id: CandidacyId) => Candidacy): void {
  const changed = changedCases(lines, (id) => caseOf(id).version);
  if (changed.length === 0) return;
  const names = changed.map(({ candidacyId }) => caseOf(candidacyId).territory);
  throw new ConflictError(
    'cases-changed',
    say`Des dossiers ont changé depuis que la liste les a lus : ${names.join(', ')}.`,
    [],
    { changed },
  );
}
