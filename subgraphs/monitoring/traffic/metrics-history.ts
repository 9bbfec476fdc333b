import type { Kysely } from 'kysely';
import { refusal } from '../../../platform/refusal.ts';
import { runCooperatively, type Steps } from '../../../statistics/run-cooperatively.ts';
import { checkTimeWindow, type TimeWindow } from '../windows/time-window.ts';
import { KEPT_MS } from './rules/roll-up-retention.ts';
import {
  isShown,
  type TrafficFigures,
  trafficFigures,
  type VersionTraffic,
  versionTraffic,
} from './rules/traffic-figures.ts';
import { ROLL_UP_WIDTHS_MS, type TrafficRollUp } from './rules/traffic-roll-up.ts';
import { readRollUps } from './store/roll-up-store.ts';

/** Lengths of one point of a history. */
export const METRICS_STEPS = ['TEN_SECONDS', 'MINUTE', 'HOUR', 'DAY'] as const;

/** A length of {@link METRICS_STEPS}. */
export type MetricsStep = (typeof METRICS_STEPS)[number];

/** Lengths of a whole history. */
export const METRICS_RANGES = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'] as const;

/** A length of {@link METRICS_RANGES}. */
export type MetricsRange = (typeof METRICS_RANGES)[number];

/** Figures of one step; those of its own count no shadows and no holdout. */
export interface MetricsPoint extends TrafficFigures {
  /** epoch milliseconds */
  readonly start: number;
  readonly versions: readonly VersionTraffic[];
}

/** Figures over time, one point for each step. */
export interface MetricsHistory extends TimeWindow {
  readonly step: MetricsStep;
  readonly points: readonly MetricsPoint[];
}

/** Requested history. */
export interface HistoryRequest {
  readonly range: MetricsRange;
  /** instead of the range, epoch milliseconds */
  readonly from?: number | undefined;
  /** now when absent */
  readonly until?: number | undefined;
  /** that of the range when absent */
  readonly step?: MetricsStep | undefined;
  readonly model?: string | undefined;
  readonly version?: number | undefined;
  readonly role?: string | undefined;
}

const [, TEN_SECONDS, MINUTE, HOUR, DAY] = ROLL_UP_WIDTHS_MS;
const STEP_MS: Readonly<Record<MetricsStep, number>> = { TEN_SECONDS, MINUTE, HOUR, DAY };

const RANGES: Readonly<Record<MetricsRange, { lengthMs: number; step: MetricsStep }>> = {
  HOUR: { lengthMs: HOUR, step: 'TEN_SECONDS' },
  DAY: { lengthMs: DAY, step: 'MINUTE' },
  WEEK: { lengthMs: 7 * DAY, step: 'HOUR' },
  MONTH: { lengthMs: 31 * DAY, step: 'HOUR' },
  YEAR: { lengthMs: 366 * DAY, step: 'DAY' },
};

/** Most points of one history. */
export const MOST_POINTS = 1_500;

/**
 * Computes the metrics of scoring over time.
 *
 * The window is widened to whole steps.
 *
 * @param now epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED when the window is empty or in the future, has more than {@link MOST_POINTS}
 * steps, or begins before the retention of steps so short
 */
export async function metricsHistory(db: Kysely<never>, request: HistoryRequest, now: number): Promise<MetricsHistory> {
  const { lengthMs, step: usualStep } = RANGES[request.range];
  const { until: end = now, step = usualStep } = request;
  const asked = { from: request.from ?? end - lengthMs, until: end };
  const stepMs = STEP_MS[step];
  checkHistory(asked, stepMs, now);
  const window = {
    from: Math.floor(asked.from / stepMs) * stepMs,
    until: Math.ceil(asked.until / stepMs) * stepMs,
  };
  const { model, version, role } = request;
  const rows = await readRollUps(db, { ...window, widthMs: stepMs, model, version, role });
  return { ...window, step, points: await runCooperatively(pointsOf(rows, window, stepMs, role !== undefined)) };
}

function checkHistory(window: TimeWindow, stepMs: number, now: number): void {
  checkTimeWindow('history', window, now);
  const points = Math.ceil((window.until - window.from) / stepMs);
  if (points > MOST_POINTS)
    throw refusal('VALIDATION_FAILED', 'history', `${points} points`, `${MOST_POINTS} at most: a longer step`);
  const oldest = now - (KEPT_MS.get(stepMs) as number);
  if (window.from < oldest - stepMs) {
    const kept = `a time from ${new Date(oldest).toISOString()} on, or a longer step`;
    throw refusal('VALIDATION_FAILED', 'history.from', new Date(window.from).toISOString(), kept);
  }
}

/** @param isOneRole whether a role was requested: then a point's own figures are of it */
function* pointsOf(
  rows: readonly TrafficRollUp[],
  { from, until }: TimeWindow,
  stepMs: number,
  isOneRole: boolean,
): Steps<MetricsPoint[]> {
  const points: MetricsPoint[] = [];
  let next = 0;
  for (let start = from; start < until; start += stepMs) {
    const first = next;
    while (rows[next]?.start === start) next += 1;
    const here = rows.slice(first, next);
    const seconds = stepMs / 1_000;
    points.push({
      start,
      ...trafficFigures(isOneRole ? here : here.filter(isShown), seconds),
      versions: versionTraffic(here, seconds),
    });
    yield;
  }
  return points;
}
