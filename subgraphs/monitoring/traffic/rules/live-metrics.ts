import { refusal } from '../../../../platform/refusal.ts';
import type { TimeWindow } from '../../windows/time-window.ts';
import {
  isShown,
  type TrafficFigures,
  trafficFigures,
  type VersionTraffic,
  versionTraffic,
} from './traffic-figures.ts';
import type { TrafficRollUp } from './traffic-roll-up.ts';

/** Figures of the last seconds, of all callers and by version. */
export interface LiveMetrics extends TrafficFigures, TimeWindow {
  readonly windowSeconds: number;
  readonly versions: readonly VersionTraffic[];
}

/** Longest window of live metrics, seconds. */
export const MAX_WINDOW_SECONDS = 300;

/**
 * Validates the window of live metrics.
 *
 * @throws {DomainError} VALIDATION_FAILED outside 1–300 seconds
 */
export function checkWindow(windowSeconds: number): void {
  if (windowSeconds < 1 || windowSeconds > MAX_WINDOW_SECONDS)
    throw refusal('VALIDATION_FAILED', 'windowSeconds', `${windowSeconds}`, `1 to ${MAX_WINDOW_SECONDS}`);
}

/** Shortest and longest interval of live metrics, milliseconds. */
export const EVERY_MS = { least: 250, most: 60_000 } as const;

/**
 * Validates the interval of live metrics.
 *
 * @throws {DomainError} VALIDATION_FAILED outside 250–60,000 ms
 */
export function checkEvery(everyMs: number): void {
  if (everyMs < EVERY_MS.least || everyMs > EVERY_MS.most)
    throw refusal('VALIDATION_FAILED', 'everyMs', `${everyMs}`, `${EVERY_MS.least} to ${EVERY_MS.most}`);
}

/**
 * Window of the last seconds: it begins at a whole second, as roll-ups do, and ends now. Requests that processes with faster
 * clocks have dated later in this second count as well.
 *
 * @param now epoch milliseconds
 */
export function liveWindow(now: number, windowSeconds: number): TimeWindow {
  return { from: (Math.floor(now / 1_000) - windowSeconds) * 1_000, until: now };
}

/**
 * Computes live metrics from the traffic of one window.
 *
 * Scores that callers do not receive, of shadows and of a holdout, count under their versions only.
 *
 * @param windowSeconds as requested; the window itself is up to a second longer
 */
export function liveMetrics(
  rows: readonly TrafficRollUp[],
  { from, until }: TimeWindow,
  windowSeconds: number,
): LiveMetrics {
  const seconds = (until - from) / 1_000;
  return {
    windowSeconds,
    from,
    until,
    ...trafficFigures(rows.filter(isShown), seconds),
    versions: versionTraffic(rows, seconds),
  };
}
