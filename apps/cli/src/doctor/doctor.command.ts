import { Command, CommandRunner } from 'nest-commander';
import { DomainError } from '@rebond/kernel';
import { readConfig, type Config } from '@rebond/platform';
import { CHECKS, type Check } from './checks.js';

/** Longest that one part may take to answer. */
const PATIENCE_MS = 15_000;

interface Finding {
  readonly part: string;
  readonly isSound: boolean;
  readonly detail: string;
}

/** A refused connection to a name with several addresses says nothing itself: its reasons are inside. */
function reasonOf(error: unknown): string {
  const { message = '', errors = [] } = error as { message?: string; errors?: readonly unknown[] };
  return message === '' && errors.length > 0 ? errors.map(reasonOf).join(', ') : message || String(error);
}

async function examine({ part, examine: look }: Check, config: Config): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`pas de réponse en ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    return { part, isSound: true, detail: await Promise.race([look(config), silence]) };
  } catch (error) {
    return { part, isSound: false, detail: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** The configuration, or one finding per faulty variable. */
function configured(): { readonly config: Config } | { readonly findings: readonly Finding[] } {
  try {
    return { config: readConfig(process.env) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const findings = error.faults.map(({ pointer, detail }) => ({
      ...{ part: 'Configuration', isSound: false, detail: `${pointer} : ${detail}` },
    }));
    return { findings };
  }
}

async function findingsOf(): Promise<readonly Finding[]> {
  const found = configured();
  if ('findings' in found) return found.findings;
  const rest = await Promise.all(CHECKS.map((check) => examine(check, found.config)));
  return [{ part: 'Configuration', isSound: true, detail: 'complète' }, ...rest];
}

@Command({
  name: 'doctor',
  description:
    'Examine une installation : configuration, base, horloges, files, courriel, fichiers, travaux abandonnés.',
})
export class DoctorCommand extends CommandRunner {
  /** Exit code 1 when something is wrong. */
  async run(): Promise<void> {
    const findings = await findingsOf();
    for (const { part, isSound, detail } of findings)
      console.log(`${isSound ? 'bon  ' : 'FAUTE'}  ${part} : ${detail}`);
    if (findings.some(({ isSound }) => !isSound)) process.exitCode = 1;
  }
}
