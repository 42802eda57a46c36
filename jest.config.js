'use strict';
const { readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join } = require('node:path');

// As the build compiles, but for the specs, which the build leaves out, and for the doors, mapped below.
const swc = JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8'));
delete swc.exclude;
delete swc.jsc.baseUrl;
delete swc.jsc.paths;

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { ...swc, swcrc: false }],
    '^.+\\.[mc]?js$': '<rootDir>/test/support/esm-transform.js',
  },
  transformIgnorePatterns: [],
  moduleNameMapper: {
    '^@rebond-jobs/([^/]+)$': '<rootDir>/libs/$1/src/jobs',
    '^@rebond/([^/]+)$': '<rootDir>/libs/$1/src',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  // Suites wait for PostgreSQL, the worker and Chromium more than they compute: two at a time on two cores.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  cacheDirectory: '<rootDir>/.cache/jest',
  testSequencer: '<rootDir>/test/support/longest-first.js',
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'domain', testMatch: ['<rootDir>/{apps,libs,database}/**/*.spec.{ts,tsx}'] },
    {
      ...shared,
      displayName: 'real',
      testMatch: ['<rootDir>/{apps,libs,database}/**/*.int-spec.ts', '<rootDir>/test/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
};
