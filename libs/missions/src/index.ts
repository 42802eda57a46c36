export { ImportInterviews, type ImportedInterviews } from './application/imports/import-interviews.js';
export { ImportProjects, type ImportedProjects } from './application/imports/import-projects.js';
export * from './application/missions.js';
export { figuresView, type FiguresView } from './application/read/figures-view.js';
export type { ProjectView } from './application/read/projects.js';
export type { FirmFigures, MissionFigures } from './domain/figures.js';
export { ENVELOPE, SCHEMES } from './domain/routes.js';
export * from './missions.module.js';
