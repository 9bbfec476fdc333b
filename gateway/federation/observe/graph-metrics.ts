import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { type CounterSeries, SeriesCounter } from '../../../platform/health/series-counter.ts';
import { SeriesHistogram } from '../../../platform/health/series-histogram.ts';
import type { GraphObserver } from './observer.ts';

/** Prometheus metrics of the federated graph, in base units. */
export class GraphMetrics implements GraphObserver {
  readonly #fetches: SeriesHistogram;
  readonly #fetchErrors: Counter<'subgraph' | 'code'>;
  readonly #known: CounterSeries;
  readonly #unknown: CounterSeries;
  readonly #planning: Histogram;
  readonly #subscriptions: Gauge<'field'>;
  readonly #streams: Gauge<'field'>;
  readonly #dropped: Counter<'field'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#fetches = new SeriesHistogram({
      name: 'leadscore_subgraph_fetch_duration_seconds',
      help: 'Time a subgraph took to respond to a fetch, or to fail.',
      labelNames: ['subgraph'],
      buckets: [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
      registry,
    });
    this.#fetchErrors = new Counter({
      name: 'leadscore_subgraph_fetch_errors_total',
      help: 'Fetches without a response or with errors, by subgraph and code of the first error.',
      labelNames: ['subgraph', 'code'],
      registers,
    });
    const operations = new SeriesCounter({
      name: 'leadscore_graph_operation_cache_total',
      help: 'Lookups in the cache of prepared operations, by result: hit or miss.',
      labelNames: ['result'],
      registry,
    });
    [this.#known, this.#unknown] = [operations.series('hit'), operations.series('miss')];
    this.#planning = new Histogram({
      name: 'leadscore_graph_planning_duration_seconds',
      help: 'Time to plan an operation; its count is the number of plans.',
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5],
      registers,
    });
    const byField = { labelNames: ['field'] as const, registers };
    this.#subscriptions = new Gauge({
      name: 'leadscore_subscriptions_open',
      help: 'Open subscriptions of clients.',
      ...byField,
    });
    this.#streams = new Gauge({
      name: 'leadscore_subscription_streams_open',
      help: 'Open streams of subgraphs; equal subscriptions share one.',
      ...byField,
    });
    this.#dropped = new Counter({
      name: 'leadscore_subscription_events_dropped_total',
      help: 'Events replaced by a newer one before a slow client received them.',
      ...byField,
    });
  }

  fetched(subgraph: string, durationMs: number, code: string | undefined): void {
    this.#fetches.series(subgraph).observe(durationMs / 1000);
    if (code !== undefined) this.#fetchErrors.inc({ subgraph, code });
  }

  prepared(isKnown: boolean): void {
    (isKnown ? this.#known : this.#unknown).inc();
  }

  planned(durationMs: number): void {
    this.#planning.observe(durationMs / 1000);
  }

  subscribed(field: string, change: 1 | -1): void {
    this.#subscriptions.inc({ field }, change);
  }

  streamed(field: string, change: 1 | -1): void {
    this.#streams.inc({ field }, change);
  }

  dropped(field: string): void {
    this.#dropped.inc({ field });
  }
}
