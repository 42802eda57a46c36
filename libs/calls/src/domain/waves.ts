import { formatDate, formatDeadline, inFrench, instantAt, RefusedError, say } from '@rebond/kernel';
import type { WaveRhythm } from './definition/calendar.js';

export interface ProposedWave {
  /** Day of the cut-off in the rhythm's zone. */
  readonly date: Temporal.PlainDate;
  /** Exclusive: a deposit received at this instant is late. */
  readonly cutoffAt: Temporal.Instant;
  readonly name: string;
}

/** « Relève du 1er février 2023 », from the day of its cut-off: a name, the same in every language. */
export const waveName = (date: Temporal.PlainDate): string => `Relève du ${inFrench(() => formatDate(date))}`;

/** A wave's name within a sentence: « la relève du 1er février 2023 »; a name of another make stays as it is. */
export const waveInSentence = (name: string): string => name.replace(/^Relève(?=\s)/, 'relève');

/**
 * The next cut-offs that the rhythm gives, strictly after a day. A Sunday or a public holiday stays: the deposit is
 * electronic.
 */
export function proposeWaves(rhythm: WaveRhythm, after: Temporal.PlainDate, count: number): ProposedWave[] {
  const months = [...new Set(rhythm.months)].sort((a, b) => a - b);
  const waves: ProposedWave[] = [];
  for (let year = after.year; waves.length < count; year += 1)
    for (const month of months) {
      const date = Temporal.PlainDate.from({ year, month, day: rhythm.day }, { overflow: 'reject' });
      if (waves.length < count && Temporal.PlainDate.compare(date, after) > 0)
        waves.push({
          date,
          cutoffAt: instantAt(date, rhythm.time, rhythm.zone),
          name: waveName(date),
        });
    }
  return waves;
}

export interface ProlongableWave {
  readonly cutoffAt: Temporal.Instant;
  /** When the first decisions of the wave were frozen; null before. */
  readonly frozenAt: Temporal.Instant | null;
}

export interface Prolongation {
  readonly previousCutoffAt: Temporal.Instant;
  readonly cutoffAt: Temporal.Instant;
}

/**
 * Moves a cut-off later for everyone, possibly after it has passed (an outage). Never earlier: candidates counted on it.
 * @throws RefusedError `wave-decided`, `cutoff-not-later`, `cutoff-in-the-past`
 */
export function prolong(wave: ProlongableWave, newCutoff: Temporal.Instant, now: Temporal.Instant): Prolongation {
  if (wave.frozenAt !== null)
    throw new RefusedError(
      'wave-decided',
      say`Cette relève a déjà donné lieu à des décisions : elle ne se prolonge plus.`,
    );
  if (Temporal.Instant.compare(newCutoff, wave.cutoffAt) <= 0)
    throw new RefusedError(
      'cutoff-not-later',
      say`La clôture ne peut être que repoussée : elle est fixée au ${formatDeadline(wave.cutoffAt)}.`,
    );
  if (Temporal.Instant.compare(newCutoff, now) <= 0)
    throw new RefusedError('cutoff-in-the-past', say`La nouvelle clôture est déjà passée.`);
  return { previousCutoffAt: wave.cutoffAt, cutoffAt: newCutoff };
}
