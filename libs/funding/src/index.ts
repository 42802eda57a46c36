export type { AwardView, EnvelopeSums, EnvelopeView } from './application/envelope-view.js';
export * from './application/funding.js';
export { Dossiers, type DossierView } from './application/dossiers/dossiers.js';
export type { DossierStatus } from './domain/dossier.js';
export * from './funding.module.js';
