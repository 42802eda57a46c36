export * from './application/import/import-territoires-industrie.js';
export * from './application/load/load-territories.js';
export * from './application/territories.js';
export type { FoundTerritory } from './application/search/search.js';
export * from './domain/body.js';
export { packagedTerritories, readReferenceFiles, type TerritoriesSource } from './infrastructure/packaged.js';
export * from './territories.module.js';
