import { DAY_MS, SECOND_MS } from '../../platform/time.ts';
import type { Expectation, LearntThreshold } from './expectation.ts';

/** History of a learnt threshold: the last 100 checks, from 10 on. */
const LEARNT = { kind: 'LEARNT', deviations: 6, minimum: 10, window: 100 } as const;

/** Bounds of a figure of usual size, learnt from past checks. @param floor least half width */
export function usual(bad: LearntThreshold['bad'], floor: number): LearntThreshold {
  return { ...LEARNT, bad, floor };
}

/** Columns that rows do not lack. @param greatest share of rows that may */
export function keysPresent(columns: readonly string[], greatest = 0): Expectation {
  return {
    name: 'keys_present',
    description: `${greatest === 0 ? 'No row lacks' : 'Hardly any row lacks'} ${columns.join(', ')}.`,
    severity: 'GATE',
    measure: { kind: 'NULL_SHARE', columns },
    threshold: { kind: 'FIXED', greatest },
  };
}

/** Key that no two rows share. */
export function keyUnique(...key: readonly string[]): Expectation {
  return {
    name: 'key_unique',
    description: `No two rows share ${key.join(', ')}.`,
    severity: 'GATE',
    measure: { kind: 'DUPLICATE_SHARE', key },
    threshold: { kind: 'FIXED', greatest: 0 },
  };
}

/** Share of the rows of the last good check that must be left. @param least 1 for a table that only grows */
export function rowsKept(least: number): Expectation {
  return {
    name: 'rows_kept',
    description: 'The table has not lost rows since its last good check.',
    severity: 'GATE',
    measure: { kind: 'ROW_GROWTH' },
    threshold: { kind: 'FIXED', least },
  };
}

/** Growth from one check to the next, which is judged by earlier growth: an import of many leads is reported, and passes. */
export const ROWS_GROWTH: Expectation = {
  name: 'rows_growth',
  description: 'The table grows from check to check as it usually does.',
  severity: 'WARN',
  measure: { kind: 'ROW_GROWTH' },
  threshold: usual('HIGH', 0.5),
};

/** Shares of missing values, one expectation for each column. */
export function usuallyPresent(columns: readonly string[]): readonly Expectation[] {
  return columns.map((column) => ({
    name: `${column}_present`,
    description: `${column} is missing in about as many rows as usual.`,
    severity: 'WARN',
    measure: { kind: 'NULL_SHARE', columns: [column] },
    threshold: usual('HIGH', 0.05),
  }));
}

/** Numbers within a range in every row that has them. */
export function numbersPossible(columns: readonly string[], least: number, greatest: number): Expectation {
  return {
    name: 'numbers_possible',
    description: `${columns.join(', ')} are ${least} to ${greatest}.`,
    severity: 'WARN',
    measure: { kind: 'OUTSIDE_SHARE', columns, least, greatest },
    threshold: { kind: 'FIXED', greatest: 0 },
  };
}

/**
 * Age of the newest row, three days at most. The bound is fixed: ages grow by themselves while a source is silent, and a
 * bound that is learnt from them would grow along.
 */
export function newestRecent(column: string): Expectation {
  return {
    name: 'newest_recent',
    description: 'The newest row is at most three days old: the source of the table still sends.',
    severity: 'WARN',
    measure: { kind: 'AGE_SECONDS', column },
    threshold: { kind: 'FIXED', greatest: (3 * DAY_MS) / SECOND_MS },
  };
}
