import type { Metric, MetricObjectWithValues, MetricValueWithName, Registry } from 'prom-client';

/** Name, help, labels and registry of a metric. */
export interface SeriesMetricOptions {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly registry: Registry;
}

/** Series by the values of the labels, one level per label. */
interface Branch<Series> {
  readonly next: Map<string, Branch<Series>>;
  series: Series | undefined;
}

/**
 * A Prometheus metric with labels whose observations cost a lookup and an addition: prom-client sorts, checks and joins the
 * labels of each. A series is exposed from its first observation.
 */
export abstract class SeriesMetric<Series> {
  abstract readonly type: 'counter' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly #root: Branch<Series> = { next: new Map(), series: undefined };

  constructor({ name, help, labelNames, registry }: SeriesMetricOptions) {
    this.name = name;
    this.help = help;
    this.labelNames = labelNames;
    // a registry needs a name and get() alone
    registry.registerMetric(this as unknown as Metric);
  }

  /** The series of these values of the labels, in the order of their names. */
  series(...values: readonly string[]): Series {
    let branch = this.#root;
    for (const value of values) branch = branch.next.get(value) ?? grow(branch, value);
    branch.series ??= this.open();
    return branch.series;
  }

  /** Ends every series whose first labels have these values: a scrape shows it no longer. */
  remove(...values: readonly string[]): void {
    const last = values.at(-1) as string;
    let branch: Branch<Series> | undefined = this.#root;
    for (const value of values.slice(0, -1)) branch = branch?.next.get(value);
    branch?.next.delete(last);
  }

  /** Samples of a scrape, in the form in which a registry reads them. */
  async get(): Promise<MetricObjectWithValues<MetricValueWithName<string>>> {
    const { name, help, type } = this;
    const values = [...this.#samples(this.#root, {}, 0)];
    return { name, help, type, aggregator: 'sum', values } as unknown as MetricObjectWithValues<
      MetricValueWithName<string>
    >;
  }

  /** Opens a series without observations. */
  protected abstract open(): Series;

  /** Samples of a series; none before its first observation. */
  protected abstract samplesOf(
    series: Series,
    labels: Readonly<Record<string, string>>,
  ): readonly MetricValueWithName<string>[];

  *#samples(
    { next, series }: Branch<Series>,
    labels: Readonly<Record<string, string>>,
    depth: number,
  ): Iterable<MetricValueWithName<string>> {
    if (series !== undefined) yield* this.samplesOf(series, labels);
    for (const [value, branch] of next)
      yield* this.#samples(branch, { ...labels, [this.labelNames[depth] as string]: value }, depth + 1);
  }
}

function grow<Series>(branch: Branch<Series>, value: string): Branch<Series> {
  const grown: Branch<Series> = { next: new Map(), series: undefined };
  branch.next.set(value, grown);
  return grown;
}
