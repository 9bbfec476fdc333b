import type { Counter, Histogram } from 'prom-client';
import type { Failure } from '../record/failure.ts';
import { isBackfill, type NewPrediction } from '../record/prediction.ts';

/** Metrics that have series of each version. */
export interface VersionMetrics {
  readonly predictions: Counter<'model' | 'version' | 'role' | 'grade'>;
  /** seconds */
  readonly durations: Histogram<'model' | 'version' | 'role'>;
  readonly failures: Counter<'model' | 'version' | 'role' | 'code'>;
  readonly drops: Counter<'model' | 'version'>;
}

/** Values of the labels of one version. */
export interface VersionLabels {
  readonly model: string;
  readonly version: string;
}

/** Series of one version, looked up once each, until the version leaves the traffic. */
export class VersionSeries {
  readonly #metrics: VersionMetrics;
  readonly #labels: VersionLabels;
  readonly #counters = new Map<string, Counter.Internal>();
  readonly #durations = new Map<string, Histogram.Internal<string>>();
  readonly #removals: (() => void)[] = [];

  constructor(metrics: VersionMetrics, { model, version }: VersionLabels) {
    this.#metrics = metrics;
    this.#labels = { model, version };
  }

  /** Counts a recorded prediction, and its latency unless it is a backfill. */
  predicted(prediction: Pick<NewPrediction, 'role' | 'grade' | 'cause' | 'latencyMs'>): void {
    const { role, grade, latencyMs } = prediction;
    this.#counter(this.#metrics.predictions, `${role} ${grade}`, { role, grade }).inc();
    if (!isBackfill(prediction)) this.#duration(role).observe(latencyMs / 1_000);
  }

  /** Counts a failure. */
  failed({ role, code }: Pick<Failure, 'role' | 'code'>): void {
    this.#counter(this.#metrics.failures, `${role} ${code}`, { role, code }).inc();
  }

  /** Counts a request that was dropped for this version as a shadow. */
  dropped(): void {
    this.#counter(this.#metrics.drops, '', {}).inc();
  }

  /** Removes the series: a scrape shows them no longer. */
  end(): void {
    for (const remove of this.#removals) remove();
  }

  #counter<Label extends string>(
    metric: Counter<Label | keyof VersionLabels>,
    key: string,
    others: Readonly<Record<Exclude<Label, keyof VersionLabels>, string>>,
  ): Counter.Internal {
    let counter = this.#counters.get(key);
    if (!counter) {
      const labels = { ...this.#labels, ...others } as Record<Label | keyof VersionLabels, string>;
      counter = metric.labels(labels);
      this.#counters.set(key, counter);
      this.#removals.push(() => metric.remove(labels));
    }
    return counter;
  }

  #duration(role: string): Histogram.Internal<string> {
    const { durations } = this.#metrics;
    let series = this.#durations.get(role);
    if (!series) {
      const labels = { ...this.#labels, role };
      series = durations.labels(labels);
      this.#durations.set(role, series);
      this.#removals.push(() => durations.remove(labels));
    }
    return series;
  }
}
