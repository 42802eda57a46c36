'use strict';
// The rooms import one way only (docs/architecture.md). Each rule has a fixture that must fail:
// test/rooms/*.e2e-spec.ts.
const order = [
  ['kernel'],
  ['platform'],
  ['ui'],
  ['territories'],
  ['identity'],
  ['reminders'],
  ['meetings'],
  ['calls'],
  ['candidacies'],
  ['selection', 'missions'],
  ['funding'],
  ['committees'],
  ['reporting'],
  ['connectors'],
];

const upward = order.flatMap((rooms, level) =>
  rooms.map((room) => {
    const forbidden = order.flatMap((others, otherLevel) =>
      otherLevel > level ? others : others.filter((o) => o !== room && otherLevel === level),
    );
    return {
      name: `${room}-imports-only-lower-rooms`,
      severity: 'error',
      from: { path: `libs/${room}/src/` },
      to: { path: `(libs/(${forbidden.join('|') || '__none__'})/src/|^apps/)` },
    };
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...upward,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { pathNot: 'node_modules' } } },
    {
      name: 'a-lib-has-one-door',
      comment:
        'Import a room by its index.ts (or its jobs door, libs/<room>/src/jobs/index.ts, as the next rule allows).',
      severity: 'error',
      from: { path: '(?:^|/)libs/([^/]+)/src/' },
      to: { path: '(?:^|/)libs/([^/]+)/src/(?!(index|jobs/index)\\.ts$)', pathNot: '(?:^|/)libs/$1/src/' },
    },
    {
      name: 'apps-use-doors',
      severity: 'error',
      from: { path: '(?:^|/)apps/' },
      to: { path: '(?:^|/)libs/[^/]+/src/(?!(index|jobs/index)\\.ts$)' },
    },
    {
      name: 'jobs-door-is-for-the-worker',
      severity: 'error',
      from: { path: '(?:^|/)(apps/(?!worker/)|libs/[^/]+/src/(?!jobs/))', pathNot: 'spec\\.ts$' },
      to: { path: '(?:^|/)libs/[^/]+/src/jobs/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '(?:^|/)libs/[^/]+/src/domain/', pathNot: 'spec\\.tsx?$' },
      to: {
        dependencyTypesNot: ['type-only'],
        pathNot: '(?:^|/)libs/(kernel/src/|[^/]+/src/domain/)|node_modules/(xstate|zod|yaml)/',
      },
    },
    {
      name: 'kernel-has-no-framework',
      severity: 'error',
      from: { path: '(?:^|/)libs/kernel/src/', pathNot: 'spec\\.ts$' },
      to: { path: 'node_modules/' },
    },
    { name: 'nothing-imports-an-app', severity: 'error', from: { path: '(?:^|/)libs/' }, to: { path: '(?:^|/)apps/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'import', 'default', 'types'],
    },
  },
};
