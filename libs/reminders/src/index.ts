export * from './domain/plan.js';
export * from './domain/replan.js';
export * from './domain/rule.js';
