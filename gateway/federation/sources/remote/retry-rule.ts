import type { CallFault } from './subgraph-failure.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** A request that failed. */
export interface FailedAttempt {
  readonly kind: 'query' | 'mutation';
  readonly fault: CallFault;
  /** attempts before this one */
  readonly attempt: number;
  /** retries allowed */
  readonly retries: number;
  readonly timeLeftMs: number;
}

/**
 * Whether and when a request is retried: exponential backoff with full jitter, pause = random · min(1,000 ms, 50 ms ·
 * 2^attempt).
 *
 * Only queries are retried, since a mutation may have run although its response was lost; only after a broken
 * connection or a temporary status (502, 503, 504); and only within the time left.
 *
 * @param random of [0, 1)
 * @returns the pause in milliseconds; undefined when the failure is final
 * @see Brooker, Exponential Backoff and Jitter (AWS Architecture Blog, 2015)
 */
export function retryPauseMs(failed: FailedAttempt, random: number): number | undefined {
  const { kind, fault, attempt, retries, timeLeftMs } = failed;
  if (kind !== 'query' || attempt >= retries) return undefined;
  if (fault !== 'connection' && fault !== 'busy') return undefined;
  const pauseMs = random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return pauseMs < timeLeftMs ? pauseMs : undefined;
}
