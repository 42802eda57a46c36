export type Requirement = 'REQUIRE_REDIS' | 'REQUIRE_BROWSER' | 'REQUIRE_SHARED' | 'REQUIRE_POPPLER';

/**
 * Declares a suite that needs something of the machine. Without it the suite is skipped, and its title says
 * why; under the matching `REQUIRE_…=1` it fails instead.
 */
export function describeIf(
  condition: boolean,
  requirement: Requirement,
  message: string,
  title: string,
  suite: () => void,
): void {
  if (condition) {
    describe(title, suite);
  } else if (process.env[requirement] === '1') {
    describe(title, () => {
      it('has what it needs', () => {
        throw new Error(`${message} (${requirement}=1)`);
      });
    });
  } else {
    describe.skip(`${title} [skipped: ${message}]`, suite);
  }
}
