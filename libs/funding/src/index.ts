export type { AwardView, EnvelopeSums, EnvelopeView } from './application/envelope-view.js';
export * from './application/funding.js';
export * from './funding.module.js';
