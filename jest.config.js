'use strict';

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
  transform: {
    '^.+\\.tsx?$': '@swc/jest',
    '^.+\\.[mc]?js$': '<rootDir>/test/support/esm-transform.js',
  },
  transformIgnorePatterns: [],
  moduleNameMapper: {
    '^@rebond/([^/]+)$': '<rootDir>/libs/$1/src',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  cacheDirectory: '<rootDir>/.cache/jest',
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
