import type { MetricValueWithName } from 'prom-client';
import { SeriesMetric } from './series-metric.ts';

/** One series of a {@link SeriesCounter}. */
export class CounterSeries {
  value = 0;

  /** Counts one. */
  inc(): void {
    this.value += 1;
  }
}

/** Counter with labels, see {@link SeriesMetric}. */
export class SeriesCounter extends SeriesMetric<CounterSeries> {
  readonly type = 'counter';

  protected open(): CounterSeries {
    return new CounterSeries();
  }

  protected samplesOf(
    { value }: CounterSeries,
    labels: Readonly<Record<string, string>>,
  ): readonly MetricValueWithName<string>[] {
    return value === 0 ? [] : [{ labels, value }];
  }
}
