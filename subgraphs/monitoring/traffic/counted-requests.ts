import { type RawBuilder, sql } from 'kysely';
import { LEAST_LATENCY_MS, LOG_GAMMA } from '../sketches/latency-buckets.ts';
import { MOST_LATENCY_MS, NO_LATENCIES } from '../sketches/latency-sketch.ts';
import { mergeEqual, SCORE_BINS, type TrafficRollUp } from '../sketches/traffic-roll-up.ts';

/** Predictions of a stretch of time that share version and role. */
export interface CountedPredictions {
  readonly start: number;
  readonly widthMs: number;
  readonly model: string;
  readonly version: number;
  readonly role: string;
  readonly predictions: number;
  readonly probabilitySum: number;
  /** calls that asked for them: the leads of a bulk call share one */
  readonly calls: number;
  readonly sumMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** of each prediction, separated by commas, as are the other two */
  readonly grades: string;
  /** of their probabilities */
  readonly bins: string;
  /** of the calls' latencies */
  readonly buckets: string;
}

/** Failures of a stretch of time that share version, role and code. */
export interface CountedFailures extends Pick<CountedPredictions, 'start' | 'widthMs' | 'model' | 'version' | 'role'> {
  readonly code: string;
  readonly failures: number;
}

/**
 * A SELECT that counts predictions: rows of {@link CountedPredictions}.
 *
 * A call is one observation of latency, that of its slowest lead: the leads of a bulk call wait for the same run, so each
 * of them would count the whole batch. A call is what has one request id within one commit: rows of a commit are read
 * together, so it makes no difference when the log is looked at.
 *
 * Grades, bins and buckets are counted by whoever reads the lists: to count them in SQL takes four times as long.
 *
 * @param requests columns of `scores.prediction_log`, `scored_at` as `at`
 * @param width    of the stretch that a request counts in, milliseconds: an expression of `at`
 */
export function countPredictions(requests: RawBuilder<unknown>, width: RawBuilder<unknown>): RawBuilder<unknown> {
  const bin = sql`least(floor(probability * ${SCORE_BINS}), ${SCORE_BINS - 1})::int`;
  const bucket = sql`ceil(ln(greatest(ms, ${LEAST_LATENCY_MS}::float8)) / ${LOG_GAMMA}::float8)::int`;
  return sql`SELECT start, width AS "widthMs", model, version, role, sum(predictions)::int AS predictions,
      sum(probability) AS "probabilitySum", count(*) AS calls, sum(ms) AS "sumMs", min(ms) AS "minMs", max(ms) AS "maxMs",
      string_agg(grades, ',') AS grades, string_agg(bins, ',') AS bins, string_agg(${bucket}::text, ',') AS buckets
    FROM (
      SELECT at - mod(at, width) AS start, width, model, version, role, count(*) AS predictions,
        sum(probability) AS probability, least(max(latency_ms), ${MOST_LATENCY_MS}::float8) AS ms,
        string_agg(grade, ',') AS grades, string_agg(${bin}::text, ',') AS bins
      FROM (SELECT *, ${width} AS width FROM (${requests}) logged) request
      GROUP BY 1, 2, 3, 4, 5, transaction_id, request_id
    ) call
    GROUP BY 1, 2, 3, 4, 5`;
}

/**
 * A SELECT that counts failures: rows of {@link CountedFailures}.
 *
 * @param requests columns of `scores.failure_log`, `failed_at` as `at`
 * @param width    as in {@link countPredictions}
 */
export function countFailures(requests: RawBuilder<unknown>, width: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT at - mod(at, width) AS start, width AS "widthMs", model, version, role, code, count(*) AS failures
    FROM (SELECT *, ${width} AS width FROM (${requests}) logged) request
    GROUP BY 1, 2, 3, 4, 5, 6`;
}

/** Puts together what was counted: one roll-up of each stretch, version and role. */
export function trafficOf(
  predictions: readonly CountedPredictions[],
  failures: readonly CountedFailures[],
): readonly TrafficRollUp[] {
  return mergeEqual([...predictions.map(answered), ...failures.map(failed)]);
}

function answered(row: CountedPredictions): TrafficRollUp {
  const { start, widthMs, model, version, role, predictions, probabilitySum, calls, sumMs, minMs, maxMs } = row;
  const buckets = [...tally(row.buckets)].map(([bucket, count]) => [Number(bucket), count] as const);
  const bins = tally(row.bins);
  return {
    ...{ start, widthMs, model, version, role, predictions, probabilitySum, errors: {} },
    latency: { count: calls, sumMs, minMs, maxMs, buckets: buckets.sort(([a], [b]) => a - b) },
    grades: Object.fromEntries(tally(row.grades)),
    scores: Array.from({ length: SCORE_BINS }, (_, bin) => bins.get(String(bin)) ?? 0),
  };
}

function failed({ start, widthMs, model, version, role, code, failures }: CountedFailures): TrafficRollUp {
  const nothing = { predictions: 0, probabilitySum: 0, latency: NO_LATENCIES, grades: {}, scores: [] };
  return { ...nothing, start, widthMs, model, version, role, errors: { [code]: failures } };
}

/** How often each word of a list occurs. */
function tally(list: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of list.split(',')) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
