import type { CallDefinition } from '../definition/definition.js';
import type { LocatedIssue } from '../french-issues.js';

/** What holds between several values of a definition; run when the parts that it `needs` are well formed. */
export interface DefinitionCheck<Part extends keyof CallDefinition = keyof CallDefinition> {
  readonly needs: readonly Part[];
  readonly run: (parts: Pick<CallDefinition, Part>) => LocatedIssue[];
}

export const check = <Part extends keyof CallDefinition>(
  needs: readonly Part[],
  run: (parts: Pick<CallDefinition, Part>) => LocatedIssue[],
): DefinitionCheck<Part> => ({ needs, run });

export const issue = (path: readonly PropertyKey[], code: string, reason: string): LocatedIssue => ({
  path,
  code,
  reason,
});

/** Positions whose key was already taken by an earlier one. */
export function repeatedKeys<T>(items: readonly T[], keyOf: (item: T) => string): { index: number; key: string }[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (seen.has(key)) return [{ index, key }];
    seen.add(key);
    return [];
  });
}

/** Runs the checks whose parts are all there, so that one broken part does not hide the faults of the others. */
export function runChecks(checks: readonly DefinitionCheck[], parts: Partial<CallDefinition>): LocatedIssue[] {
  return checks.flatMap((one) =>
    one.needs.every((part) => parts[part] !== undefined) ? one.run(parts as CallDefinition) : [],
  );
}
