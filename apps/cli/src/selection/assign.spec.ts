import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssignCommand } from './assign.command.js';

const folder = mkdtempSync(join(tmpdir(), 'rebond-assign-'));
const out = join(folder, 'out.json');

const assign = async (problem: unknown, more: object = {}): Promise<unknown> => {
  const file = join(folder, 'problem.json');
  writeFileSync(file, typeof problem === 'string' ? problem : JSON.stringify(problem));
  await new AssignCommand().run([], { problem: file, out, ...more });
  return JSON.parse(readFileSync(out, 'utf8'));
};

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('rebond selection assign', () => {
  const reviewers = [
    { id: 'r1', maxLoad: 1 },
    { id: 'r2', maxLoad: 1 },
  ];
  const candidacies = [
    { id: 'a', reviewers: 1 },
    { id: 'b', reviewers: 1 },
  ];

  it('écrit l’affectation et ce qu’elle vaut', async () => {
    const answer = await assign({
      reviewers,
      candidacies,
      affinity: [
        ['r1', 'a', 0.9],
        ['r1', 'b', 0.4],
        ['r2', 'a', 0.3],
      ],
      conflicts: [],
    });
    expect(answer).toEqual({
      assignments: [
        ['r2', 'a'],
        ['r1', 'b'],
      ],
      minAffinity: 0.3,
      totalAffinity: 0.7,
      proven: true,
      seconds: expect.any(Number),
    });
    expect(process.exitCode ?? 0).toBe(0);
  });

  it('nomme ce qui est impossible, et rend le code 2', async () => {
    const answer = await assign({
      reviewers,
      candidacies,
      conflicts: [
        ['r1', 'b'],
        ['r2', 'b'],
      ],
    });
    expect(answer).toEqual({
      infeasible: [
        {
          of: 'candidacies',
          ids: ['b'],
          required: 1,
          available: 0,
          message: 'b : 1 relecteur demandé, 0 possible(s) sans conflit.',
        },
      ],
    });
    expect(process.exitCode).toBe(2);
  });

  it.each([
    ['ce qui n’est pas du JSON', '{', {}, 'not-json'],
    ['un problème fautif', { reviewers: [], candidacies: [{ id: 'a' }] }, {}, 'bad-problem'],
    ['un temps qui n’en est pas un', { reviewers, candidacies }, { timeLimit: 'vite' }, 'invalid-input'],
  ])('refuse %s', async (_, problem, more, code) => {
    await expect(assign(problem, more)).rejects.toMatchObject({ code });
  });
});
