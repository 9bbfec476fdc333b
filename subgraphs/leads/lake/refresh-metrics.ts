import { Histogram, type Registry } from 'prom-client';
import { SECOND_MS } from '../../../platform/time.ts';

/** Outcomes of a refresh of the lake. GATED: a gate failed, so that the layers above it were not written. */
export type RefreshOutcome = 'SUCCEEDED' | 'GATED' | 'FAILED';

/** Metrics of the refreshes that this process runs. */
export class RefreshMetrics {
  readonly #duration: Histogram<'outcome'> | undefined;

  /** @param registry of the metrics; none are exposed when absent */
  constructor(registry: Registry | undefined) {
    this.#duration =
      registry &&
      new Histogram({
        name: 'leadscore_lake_refresh_duration_seconds',
        help: 'Duration of a refresh of the lake, from bronze to gold, by outcome: SUCCEEDED, GATED or FAILED.',
        labelNames: ['outcome'],
        buckets: [0.5, 1, 2.5, 5, 10, 30, 60, 180, 600, 1_800],
        registers: [registry],
      });
    // a rate of failures needs a first sample
    for (const outcome of ['SUCCEEDED', 'GATED', 'FAILED'] as const) this.#duration?.zero({ outcome });
  }

  /** Times a refresh, and counts it by its outcome. A refresh that throws has FAILED. */
  async time(refresh: () => Promise<RefreshOutcome>): Promise<RefreshOutcome> {
    const startedAt = performance.now();
    let outcome: RefreshOutcome = 'FAILED';
    try {
      outcome = await refresh();
      return outcome;
    } finally {
      this.#duration?.observe({ outcome }, (performance.now() - startedAt) / SECOND_MS);
    }
  }
}
