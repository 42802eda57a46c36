export * from './application/cases.js';
export * from './application/read/present.js';
export * from './candidacies.module.js';
export * from './domain/decide.js';
export * from './domain/events.js';
export * from './domain/guards.js';
export * from './domain/legal-clock.js';
export * from './domain/machine.js';
export type { Candidacy } from './infrastructure/case-row.js';
