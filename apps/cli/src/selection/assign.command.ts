import { readFile, writeFile } from 'node:fs/promises';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { RefusedError } from '@rebond/kernel';
import { parseInput } from '@rebond/platform';
import { Highs, infeasible, readProblem, solveAssignment } from '@rebond/selection';
import { z } from 'zod';

interface Options {
  readonly problem: string;
  readonly out: string;
  readonly seed?: string;
  readonly timeLimit?: string;
}

/** Exit code when the problem is sound and nothing can solve it. */
const INFEASIBLE = 2;

const limits = z.strictObject({
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
  timeLimit: z.coerce.number().positive().max(86_400).default(60),
});

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new RefusedError('file-unreadable', `Le fichier ${file} ne se lit pas (${code}).`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RefusedError('not-json', `Le fichier ${file} n’est pas du JSON : ${(error as Error).message}`);
  }
}

@SubCommand({
  name: 'assign',
  description:
    'Affecte des relecteurs à des candidatures, sans base. Codes : 0, affectés ; 1, problème fautif ; 2, impossible.',
})
export class AssignCommand extends CommandRunner {
  async run(_: string[], { problem: file, out, ...asked }: Options): Promise<void> {
    const { seed, timeLimit } = parseInput(limits, asked);
    const { problem, reviewerIds, candidacyIds, ...named } = readProblem(await readJson(file));
    const engine = new Highs();
    try {
      const now = (): number => performance.now() / 1000;
      const solved = await solveAssignment(problem, { engine, seed: seed ?? named.seed, seconds: timeLimit, now });
      if ('shortfalls' in solved) {
        const ids = { reviewers: reviewerIds, candidacies: candidacyIds };
        const reasons = solved.shortfalls.map((one) => infeasible(one, (of, place) => ids[of][place] ?? place));
        for (const { message } of reasons) console.error(message);
        process.exitCode = INFEASIBLE;
        await write(out, { infeasible: reasons });
        return;
      }
      const { assignment, proven, seconds } = solved;
      const { pairs, minAffinity, totalAffinity } = assignment;
      const assignments = pairs.map(([r, c]) => [reviewerIds[r], candidacyIds[c]]);
      await write(out, { assignments, minAffinity, totalAffinity, proven, seconds });
    } finally {
      await engine.close();
    }
  }

  @Option({ flags: '--problem <fichier>', description: 'Le problème, en JSON.', required: true })
  problem(text: string): string {
    return text;
  }

  @Option({ flags: '--out <fichier>', description: 'Où écrire l’affectation, en JSON.', required: true })
  out(text: string): string {
    return text;
  }

  @Option({ flags: '--seed <nombre>', description: 'Départage les égalités ; par défaut celle du problème, ou 0.' })
  seed(text: string): string {
    return text;
  }

  @Option({
    flags: '--time-limit <secondes>',
    description: 'Temps accordé, 60 par défaut ; ensuite la meilleure affectation trouvée, dite non prouvée.',
  })
  timeLimit(text: string): string {
    return text;
  }
}

const write = (file: string, answer: object): Promise<void> => writeFile(file, `${JSON.stringify(answer)}\n`);
