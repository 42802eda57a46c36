'use strict';
const { default: Sequencer } = require('@jest/test-sequencer');

// A clean checkout doesn't know how long suites take, and a long one that begins last keeps one core waiting. Suites that
// wait for processes and clocks stand beside those that compute.
const LONGEST = [
  'faults/announcements',
  'browser/every-page',
  'faults/kills',
  'journeys/whole-wave',
  'concurrency/cutoff',
  'security/leak',
  'concurrency/contradictory',
  'security/matrix',
  'journeys/demo',
  'selection/src/http/every-epci',
  'test/browser/',
  'test/rooms/rooms',
  'selection/src/http/appeals',
  'reporting/src/http/archive',
];

/** @param {{ path: string }} test */
const rank = ({ path }) => {
  const place = LONGEST.findIndex((part) => path.includes(part));
  return place === -1 ? LONGEST.length : place;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
