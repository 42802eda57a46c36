export * from './canonical.js';
export * from './errors.js';
export * from './ids.js';
export * from './money.js';
export * from './siren.js';
export * from './time.js';
export * from './working-days.js';
