import type { CaseState } from '@rebond/candidacies';

/** A laureate's case, from the selection to its archives: those that have a mission or may get one. */
export const FOLLOWED: readonly CaseState[] = ['selected', 'engineering', 'funded', 'closed', 'abandoned'];
