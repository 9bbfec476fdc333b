import { type RawBuilder, sql } from 'kysely';
import { NO_LATENCIES, sketchLatencies } from '../rules/latency-sketch.ts';
import { mergeEqual, SCORE_BINS, type TrafficRollUp } from '../rules/traffic-roll-up.ts';

/** Predictions of a time span with the same version and role. */
export interface CountedPredictions {
  readonly start: number;
  readonly widthMs: number;
  readonly model: string;
  readonly version: number;
  readonly role: string;
  readonly predictions: number;
  readonly probabilitySum: number;
  /** of each prediction, separated by commas, as are the other three */
  readonly grades: string;
  /** of their probabilities */
  readonly bins: string;
  /** of the calls that requested them: those of one call are equal */
  readonly calls: string;
  /** their latencies, milliseconds */
  readonly latencies: string;
}

/** Failures of a time span with the same version, role and code. */
export interface CountedFailures extends Pick<CountedPredictions, 'start' | 'widthMs' | 'model' | 'version' | 'role'> {
  readonly code: string;
  readonly failures: number;
}

/**
 * SELECT that counts predictions: rows of {@link CountedPredictions}.
 *
 * A call is one observation of latency, that of its slowest lead: the leads of a bulk call wait for the same run, so each
 * of them would count the whole batch. A call is the rows with one request id in one commit: rows of a commit are read
 * together, so the time of reading makes no difference.
 *
 * Grades, bins and calls are counted by the reader of the lists: counting them in SQL takes four times as long.
 *
 * @param requests columns of `scores.prediction_log`, `scored_at` as `at`
 * @param width    of the time span that a request counts in, milliseconds: an expression of `at`
 */
export function countPredictions(requests: RawBuilder<unknown>, width: RawBuilder<unknown>): RawBuilder<unknown> {
  const bin = sql`least(floor(probability * ${SCORE_BINS}), ${SCORE_BINS - 1})::int`;
  return sql`SELECT at - mod(at, width) AS start, width AS "widthMs", model, version, role, count(*) AS predictions,
      sum(probability) AS "probabilitySum", string_agg(grade, ',') AS grades, string_agg(${bin}::text, ',') AS bins,
      string_agg(hashtextextended(request_id, transaction_id)::text, ',') AS calls,
      string_agg(latency_ms::text, ',') AS latencies
    FROM (SELECT *, ${width} AS width FROM (${requests}) logged) request
    GROUP BY 1, 2, 3, 4, 5`;
}

/**
 * SELECT that counts failures: rows of {@link CountedFailures}.
 *
 * @param requests columns of `scores.failure_log`, `failed_at` as `at`
 * @param width    as in {@link countPredictions}
 */
export function countFailures(requests: RawBuilder<unknown>, width: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT at - mod(at, width) AS start, width AS "widthMs", model, version, role, code, count(*) AS failures
    FROM (SELECT *, ${width} AS width FROM (${requests}) logged) request
    GROUP BY 1, 2, 3, 4, 5, 6`;
}

/** Merges the counts into one roll-up for each time span, version and role. */
export function trafficOf(
  predictions: readonly CountedPredictions[],
  failures: readonly CountedFailures[],
): readonly TrafficRollUp[] {
  return mergeEqual([...predictions.map(answered), ...failures.map(failed)]);
}

function answered(row: CountedPredictions): TrafficRollUp {
  const { start, widthMs, model, version, role, predictions, probabilitySum } = row;
  const bins = tally(row.bins);
  return {
    ...{ start, widthMs, model, version, role, predictions, probabilitySum, errors: {} },
    latency: sketchLatencies(slowestOfCalls(row)),
    grades: Object.fromEntries(tally(row.grades)),
    scores: Array.from({ length: SCORE_BINS }, (_, bin) => bins.get(String(bin)) ?? 0),
  };
}

/** Latency of each call: that of its slowest prediction. */
function slowestOfCalls({ calls, latencies }: CountedPredictions): Iterable<number> {
  const slowest = new Map<string, number>();
  const times = latencies.split(',');
  for (const [i, call] of calls.split(',').entries()) {
    slowest.set(call, Math.max(slowest.get(call) ?? 0, Number(times[i])));
  }
  return slowest.values();
}

function failed({ start, widthMs, model, version, role, code, failures }: CountedFailures): TrafficRollUp {
  const nothing = { predictions: 0, probabilitySum: 0, latency: NO_LATENCIES, grades: {}, scores: [] };
  return { ...nothing, start, widthMs, model, version, role, errors: { [code]: failures } };
}

/** Number of occurrences of each word of a list. */
function tally(list: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of list.split(',')) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
