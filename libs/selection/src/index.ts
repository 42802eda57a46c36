export * from './selection.module.js';
