export * from './application/audience.js';
export * from './application/reminders.js';
export * from './domain/plan.js';
export * from './domain/replan.js';
export * from './domain/rule.js';
export * from './reminders.module.js';
