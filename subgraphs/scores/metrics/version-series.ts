import type { SeriesCounter } from '../../../platform/health/series-counter.ts';
import type { SeriesHistogram } from '../../../platform/health/series-histogram.ts';
import type { Failure } from '../record/failure.ts';
import { isBackfill, type NewPrediction } from '../record/prediction.ts';

/** Metrics whose first labels are model and version. */
export interface VersionMetrics {
  /** by role and grade too */
  readonly predictions: SeriesCounter;
  /** by role too; seconds */
  readonly durations: SeriesHistogram;
  /** by role and error code too */
  readonly failures: SeriesCounter;
  readonly drops: SeriesCounter;
}

/** Values of the labels of one version. */
export interface VersionLabels {
  readonly model: string;
  readonly version: string;
}

/** Series of one version, until it leaves the traffic. */
export class VersionSeries {
  readonly #metrics: VersionMetrics;
  readonly #model: string;
  readonly #version: string;

  constructor(metrics: VersionMetrics, { model, version }: VersionLabels) {
    this.#metrics = metrics;
    this.#model = model;
    this.#version = version;
  }

  /** Counts a recorded prediction, and its latency unless it is a backfill. */
  predicted(prediction: Pick<NewPrediction, 'role' | 'grade' | 'cause' | 'latencyMs'>): void {
    const { role, grade, latencyMs } = prediction;
    this.#metrics.predictions.series(this.#model, this.#version, role, grade).inc();
    if (!isBackfill(prediction))
      this.#metrics.durations.series(this.#model, this.#version, role).observe(latencyMs / 1_000);
  }

  /** Counts a failure. */
  failed({ role, code }: Pick<Failure, 'role' | 'code'>): void {
    this.#metrics.failures.series(this.#model, this.#version, role, code).inc();
  }

  /** Counts a request that was dropped for this version as a shadow. */
  dropped(): void {
    this.#metrics.drops.series(this.#model, this.#version).inc();
  }

  /** Removes the series: a scrape shows them no longer. */
  end(): void {
    const { predictions, durations, failures, drops } = this.#metrics;
    for (const metric of [predictions, durations, failures, drops]) metric.remove(this.#model, this.#version);
  }
}
