import { setTimeout as sleep } from 'node:timers/promises';
import { isTransient } from './database-error.ts';

/** Bounds of trying again. */
export interface RetryOptions {
  /** from the first attempt to the beginning of the last, milliseconds */
  readonly withinMs: number;
}

const MOST_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/**
 * Does work of the database again while it fails for a passing reason and so has stored nothing: a lock, a deadlock, a
 * conflict, a time limit. At most five times, with exponential backoff and full jitter.
 *
 * @param work whatever it changes outside of the database must stand a second run
 */
export async function retryTransient<Result>(work: () => Promise<Result>, { withinMs }: RetryOptions): Promise<Result> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt += 1)
    try {
      return await work();
    } catch (error) {
      const pauseMs = Math.random() * Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
      const isOver = attempt === MOST_ATTEMPTS || performance.now() - startedAt + pauseMs > withinMs;
      if (isOver || !isTransient(error)) throw error;
      await sleep(pauseMs);
    }
}
