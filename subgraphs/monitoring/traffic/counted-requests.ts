import { type RawBuilder, sql } from 'kysely';
import { LEAST_LATENCY_MS, LOG_GAMMA } from '../latency-buckets.ts';
import { type LatencySketch, MOST_LATENCY_MS } from '../sketches/latency-sketch.ts';
import { ROLL_UP_WIDTHS_MS, SCORE_BINS, type TrafficRollUp } from '../sketches/traffic-roll-up.ts';

const [WIDTH_MS] = ROLL_UP_WIDTHS_MS;

/** Predictions of 10 seconds that share version and role, and one more thing: grade, bin or bucket; the others are null. */
export interface CountedPredictions {
  readonly start: number;
  readonly model: string;
  readonly version: number;
  readonly role: string;
  readonly grade: string | null;
  readonly bin: number | null;
  readonly bucket: number | null;
  readonly predictions: number;
  readonly probabilitySum: number;
  readonly sumMs: number;
  readonly minMs: number;
  readonly maxMs: number;
}

/** Failures of 10 seconds that share version, role and code. */
export interface CountedFailures extends Pick<CountedPredictions, 'start' | 'model' | 'version' | 'role'> {
  readonly code: string;
  readonly failures: number;
}

const VERSION_IN_ROLE = sql`start, model, version, role`;

/**
 * A SELECT that counts predictions in one pass, without sorting them: rows of {@link CountedPredictions}.
 *
 * @param requests columns of `scores.prediction_log`, `scored_at` as `at`
 */
export function countPredictions(requests: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT ${VERSION_IN_ROLE}, grade, bin, bucket, count(*) AS predictions,
      sum(probability) AS "probabilitySum", sum(ms) AS "sumMs", min(ms) AS "minMs", max(ms) AS "maxMs"
    FROM (
      SELECT at - mod(at, ${WIDTH_MS}) AS start, model, version, role, grade, probability, ms,
        least(floor(probability * ${SCORE_BINS}), ${SCORE_BINS - 1})::int AS bin,
        ceil(ln(greatest(ms, ${LEAST_LATENCY_MS}::float8)) / ${LOG_GAMMA}::float8)::int AS bucket
      FROM (SELECT *, least(latency_ms, ${MOST_LATENCY_MS}::float8) AS ms FROM (${requests}) logged) request
    ) request
    GROUP BY GROUPING SETS ((${VERSION_IN_ROLE}), (${VERSION_IN_ROLE}, grade), (${VERSION_IN_ROLE}, bin),
      (${VERSION_IN_ROLE}, bucket))`;
}

/**
 * A SELECT that counts failures: rows of {@link CountedFailures}.
 *
 * @param requests columns of `scores.failure_log`, `failed_at` as `at`
 */
export function countFailures(requests: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT at - mod(at, ${WIDTH_MS}) AS start, model, version, role, code, count(*) AS failures
    FROM (${requests}) request GROUP BY 1, 2, 3, 4, 5`;
}

/** Puts together what was counted: one roll-up of 10 seconds for each version and role. */
export function trafficOf(
  predictions: readonly CountedPredictions[],
  failures: readonly CountedFailures[],
): readonly TrafficRollUp[] {
  const drafts = new Map<string, Draft>();
  const draftOf = ({
    start,
    model,
    version,
    role,
  }: Pick<CountedPredictions, 'start' | 'model' | 'version' | 'role'>) => {
    const key = JSON.stringify([start, model, version, role]);
    const draft = drafts.get(key) ?? new Draft({ start, widthMs: WIDTH_MS, model, version, role });
    drafts.set(key, draft);
    return draft;
  };
  for (const row of predictions) draftOf(row).addPredictions(row);
  for (const row of failures) draftOf(row).errors[row.code] = row.failures;
  return [...drafts.values()].map((draft) => draft.rollUp());
}

class Draft {
  readonly #key: Pick<TrafficRollUp, 'start' | 'widthMs' | 'model' | 'version' | 'role'>;
  #all: Pick<CountedPredictions, 'predictions' | 'probabilitySum' | 'sumMs' | 'minMs' | 'maxMs'> = {
    predictions: 0,
    probabilitySum: 0,
    sumMs: 0,
    minMs: 0,
    maxMs: 0,
  };
  readonly #buckets: [number, number][] = [];
  readonly #scores = Array.from({ length: SCORE_BINS }, () => 0);
  readonly #grades: Record<string, number> = {};
  readonly errors: Record<string, number> = {};

  constructor(key: Pick<TrafficRollUp, 'start' | 'widthMs' | 'model' | 'version' | 'role'>) {
    this.#key = key;
  }

  addPredictions(row: CountedPredictions): void {
    const { grade, bin, bucket, predictions } = row;
    if (grade !== null) this.#grades[grade] = predictions;
    else if (bin !== null) this.#scores[bin] = predictions;
    else if (bucket !== null) this.#buckets.push([bucket, predictions]);
    else this.#all = row;
  }

  rollUp(): TrafficRollUp {
    const { predictions, probabilitySum, sumMs, minMs, maxMs } = this.#all;
    const buckets = this.#buckets.sort(([a], [b]) => a - b);
    const latency: LatencySketch = { count: predictions, sumMs, minMs, maxMs, buckets };
    const { errors } = this;
    return { ...this.#key, predictions, probabilitySum, latency, errors, grades: this.#grades, scores: this.#scores };
  }
}
