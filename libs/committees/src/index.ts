export type { Committee } from './application/committee.js';
export * from './application/committees.js';
export * from './committees.module.js';
