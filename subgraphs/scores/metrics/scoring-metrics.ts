import { Gauge, Registry } from 'prom-client';
import { SeriesCounter } from '../../../platform/health/series-counter.ts';
import { SeriesHistogram } from '../../../platform/health/series-histogram.ts';
import type { BatchRecord } from '../record/record-store.ts';
import { type VersionMetrics, VersionSeries } from './version-series.ts';

/** Version of a model, as it is counted. */
export interface CountedVersion {
  readonly model: string;
  readonly version: number;
}

/** Label of versions without a part in the traffic, such as those that requests name, and of their models. */
const OTHER = 'other';
const LABELS = ['model', 'version'] as const;

/**
 * Prometheus metrics of scoring in this process: counted in memory from what a batch has recorded, after its commit.
 *
 * The labels are the versions that have a part in the traffic; all others count as `other`, as requests can name any. The
 * series of a version end when it leaves the traffic.
 */
export class ScoringMetrics {
  readonly #metrics: VersionMetrics;
  readonly #queued: Gauge;
  readonly #live = new Map<string, VersionSeries>();
  readonly #others: VersionSeries;

  /** @param registry a new one when absent: nobody reads the metrics then */
  constructor(registry: Registry = new Registry()) {
    this.#metrics = {
      predictions: new SeriesCounter({
        name: 'leadscore_predictions_total',
        help: 'Recorded predictions, backfills included, by model, version, role and grade.',
        labelNames: [...LABELS, 'role', 'grade'],
        registry,
      }),
      durations: new SeriesHistogram({
        name: 'leadscore_prediction_duration_seconds',
        help: 'Time from a request until its features are there, and the run of the version; without backfills.',
        labelNames: [...LABELS, 'role'],
        buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
        registry,
      }),
      failures: new SeriesCounter({
        name: 'leadscore_prediction_failures_total',
        help: 'Failures of versions, also where another version answered, by model, version, role and error code.',
        labelNames: [...LABELS, 'role', 'code'],
        registry,
      }),
      drops: new SeriesCounter({
        name: 'leadscore_shadow_drops_total',
        help: 'Requests that a shadow version did not score, by model and version.',
        labelNames: LABELS,
        registry,
      }),
    };
    this.#queued = new Gauge({
      name: 'leadscore_shadow_queue_requests',
      help: 'Requests that wait for shadow versions.',
      registers: [registry],
    });
    this.#others = new VersionSeries(this.#metrics, { model: OTHER, version: OTHER });
  }

  /** Sets the versions that have a part in the traffic. */
  keepOnly(versions: readonly CountedVersion[]): void {
    const kept = new Set(versions.map(keyOf));
    for (const [key, series] of this.#live)
      if (!kept.has(key)) {
        series.end();
        this.#live.delete(key);
      }
    for (const version of versions)
      if (!this.#live.has(keyOf(version))) this.#live.set(keyOf(version), this.#open(version));
  }

  /** Counts the predictions and failures of a batch. */
  recorded({ predictions, failures }: BatchRecord): void {
    for (const prediction of predictions) this.#seriesOf(prediction).predicted(prediction);
    for (const failure of failures) this.#seriesOf(failure).failed(failure);
  }

  /** Counts a request that was dropped for a shadow. */
  dropped(shadow: CountedVersion): void {
    this.#seriesOf(shadow).dropped();
  }

  /** Sets how many requests wait for shadows. */
  queued(requests: number): void {
    this.#queued.set(requests);
  }

  #open({ model, version }: CountedVersion): VersionSeries {
    return new VersionSeries(this.#metrics, { model, version: `${version}` });
  }

  #seriesOf(version: CountedVersion): VersionSeries {
    return this.#live.get(keyOf(version)) ?? this.#others;
  }
}

function keyOf({ model, version }: CountedVersion): string {
  return `${version} ${model}`;
}
