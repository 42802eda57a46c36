import type { DefinitionCheck } from './check.js';
import { conditionsAreSound, conditionsHaveNoCycle, depositNeverWaitsForSelection } from './conditions.js';
import { boundsAreOrdered, keysAreUnique, optionsAreDistinct, promisesHaveADate } from './fields.js';
import {
  admissibilityChecksAreDistinct,
  calendarFollowsThePhases,
  calendarHoldsTogether,
  envelopeIsOrdered,
  levelsAscend,
  monthsAreDistinct,
  opinionsAreDistinct,
  personDaysFollowThePhase,
  weightsSumTo100,
} from './process.js';
import { neededTextsAreThere, placeholdersAreKnown } from './texts.js';

/** Everything that must hold between the values of a definition. */
export const CHECKS: readonly DefinitionCheck[] = [
  keysAreUnique,
  promisesHaveADate,
  boundsAreOrdered,
  optionsAreDistinct,
  conditionsAreSound,
  conditionsHaveNoCycle,
  depositNeverWaitsForSelection,
  admissibilityChecksAreDistinct,
  weightsSumTo100,
  levelsAscend,
  envelopeIsOrdered,
  personDaysFollowThePhase,
  calendarFollowsThePhases,
  calendarHoldsTogether,
  monthsAreDistinct,
  opinionsAreDistinct,
  neededTextsAreThere,
  placeholdersAreKnown,
];
