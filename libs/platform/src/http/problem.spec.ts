import { problemOf } from './problem.js';

const REQUEST = { id: 'trace-1', url: '/api/candidacies' };
const failure = (message: string, code?: string): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

describe('a failure that is no refusal', () => {
  it.each([
    ['the server is not there', failure('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED')],
    ['the server is stopping', failure('terminating connection due to administrator command', '57P01')],
    ['the server has no connection left', failure('sorry, too many clients already', '53300')],
    ['the pool has none left', failure('timeout exceeded when trying to connect')],
    ['the connection was cut', failure('Connection terminated unexpectedly')],
    ['the transaction was given up for another', failure('deadlock detected', '40P01')],
  ])('is told as passing when %s', (_, error) => {
    expect(problemOf(error, REQUEST)).toMatchObject({ status: 503, code: 'unavailable' });
  });

  it.each([
    ['a programming error', new TypeError('x is not a function')],
    ['a broken constraint', failure('duplicate key value violates unique constraint', '23505')],
  ])('is an internal error when it is %s, and says nothing of it', (_, error) => {
    const problem = problemOf(error, REQUEST);
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(problem.detail).not.toContain(error.message);
  });
});
