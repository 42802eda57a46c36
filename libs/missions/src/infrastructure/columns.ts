import type { ColumnOptions } from 'typeorm';
import { instantOrNull } from '@rebond/platform';

/** PostgreSQL's numeric comes as text; person-days are exact in a JavaScript number. */
export const personDaysColumn: ColumnOptions = {
  name: 'person_days',
  type: 'numeric',
  precision: 7,
  scale: 1,
  transformer: { from: (value: string) => Number(value), to: (value: number) => value },
};

export const instantColumn = (name: string, nullable = false): ColumnOptions => ({
  name,
  type: 'timestamptz',
  nullable,
  transformer: {
    from: (value: Date | null) => instantOrNull(value),
    to: (value: Temporal.Instant | null) => value?.toString() ?? null,
  },
});
