export * from './application/ics.js';
export * from './application/meetings.js';
export * from './domain/meeting.js';
export * from './domain/sitting.js';
export * from './meetings.module.js';
