import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { GraphObserver } from './observer.ts';

/** Prometheus metrics of the federated graph, in base units. */
export class GraphMetrics implements GraphObserver {
  readonly #fetches: Histogram<'subgraph'>;
  readonly #fetchSeries = new Map<string, Histogram.Internal<'subgraph'>>();
  readonly #fetchErrors: Counter<'subgraph' | 'code'>;
  readonly #known: Counter.Internal;
  readonly #unknown: Counter.Internal;
  readonly #planning: Histogram;
  readonly #subscriptions: Gauge<'field'>;
  readonly #streams: Gauge<'field'>;
  readonly #dropped: Counter<'field'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#fetches = new Histogram({
      name: 'leadscore_subgraph_fetch_duration_seconds',
      help: 'Time a subgraph took to respond to a fetch, or to fail.',
      labelNames: ['subgraph'],
      buckets: [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
      registers,
    });
    this.#fetchErrors = new Counter({
      name: 'leadscore_subgraph_fetch_errors_total',
      help: 'Fetches without a response or with errors, by subgraph and code of the first error.',
      labelNames: ['subgraph', 'code'],
      registers,
    });
    const operations = new Counter({
      name: 'leadscore_graph_operation_cache_total',
      help: 'Lookups in the cache of prepared operations, by result: hit or miss.',
      labelNames: ['result'],
      registers,
    });
    [this.#known, this.#unknown] = [operations.labels('hit'), operations.labels('miss')];
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
    let series = this.#fetchSeries.get(subgraph);
    if (!series) {
      series = this.#fetches.labels(subgraph);
      this.#fetchSeries.set(subgraph, series);
    }
    series.observe(durationMs / 1000);
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
