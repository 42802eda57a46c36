export { ExportCase, type CaseArchive } from './application/archive/export-case.js';
export { type Laureate, readLaureates } from './application/laureates/laureate-rows.js';
export { type LaureateTotals, totalsOf } from './application/laureates/totals.js';
export { LaureateFigures, LaureateMap } from './http/laureates/laureates-page.js';
export * from './reporting.module.js';
