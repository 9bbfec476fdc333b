import type { MetricValueWithName } from 'prom-client';
import { SeriesMetric, type SeriesMetricOptions } from './series-metric.ts';

/** Metric and upper bounds of a histogram. */
export interface SeriesHistogramOptions extends SeriesMetricOptions {
  /** upper bounds, ascending */
  readonly buckets: readonly number[];
}

/** One series of a {@link SeriesHistogram}. */
export class HistogramSeries {
  readonly #buckets: readonly number[];
  /** observations per bucket, those above every bound last */
  readonly counts: number[];
  sum = 0;

  /** @param buckets upper bounds, ascending */
  constructor(buckets: readonly number[]) {
    this.#buckets = buckets;
    this.counts = new Array<number>(buckets.length + 1).fill(0);
  }

  /** Records one value, in the base unit of the metric. */
  observe(value: number): void {
    const buckets = this.#buckets;
    let bucket = 0;
    while (bucket < buckets.length && value > (buckets[bucket] as number)) bucket++;
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    this.sum += value;
  }
}

/** Histogram with labels, see {@link SeriesMetric}. */
export class SeriesHistogram extends SeriesMetric<HistogramSeries> {
  readonly type = 'histogram';
  readonly #buckets: readonly number[];

  constructor(options: SeriesHistogramOptions) {
    super(options);
    this.#buckets = options.buckets;
  }

  protected open(): HistogramSeries {
    return new HistogramSeries(this.#buckets);
  }

  protected samplesOf(
    { counts, sum }: HistogramSeries,
    labels: Readonly<Record<string, string>>,
  ): readonly MetricValueWithName<string>[] {
    let count = 0;
    const buckets = counts.map((observations, bucket) => {
      count += observations;
      const le = this.#buckets[bucket] ?? '+Inf';
      return { metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: count };
    });
    if (count === 0) return [];
    return [
      ...buckets,
      { metricName: `${this.name}_sum`, labels, value: sum },
      { metricName: `${this.name}_count`, labels, value: count },
    ];
  }
}
