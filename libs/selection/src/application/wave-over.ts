import type { Wave } from '@rebond/calls';
import { formatInstant, RefusedError, say } from '@rebond/kernel';

/**
 * A wave is compared as a whole: nothing is decided while candidacies may still come or be amended.
 * @throws RefusedError `wave-still-open`
 */
export function requireOver(wave: Pick<Wave, 'cutoffAt'>, now: Temporal.Instant): void {
  if (Temporal.Instant.compare(now, wave.cutoffAt) < 0)
    throw new RefusedError(
      'wave-still-open',
      say`Cette relève est ouverte jusqu'au ${formatInstant(wave.cutoffAt)} : ses candidatures se décident ensuite.`,
    );
}
