export * from './selection.module.js';
export { infeasible } from './application/assignment/infeasible.js';
export { solveAssignment } from './application/assignment/solve.js';
export { readProblem } from './domain/assignment/input.js';
export { Highs } from './infrastructure/assignment/highs.js';
