import type { RequestTiming } from './graph/request-timing.ts';

/** How long the parts of one request took, as the header `Server-Timing` says it (milliseconds). */
export class ServerTiming implements RequestTiming {
  readonly #startedAt = performance.now();
  readonly #metrics: string[] = [];

  planned(durationMs: number): void {
    // what lies before planning is reading, parsing and validating
    this.#add('prepare', performance.now() - durationMs - this.#startedAt);
    this.#add('plan', durationMs);
  }

  fetched(subgraph: string, durationMs: number): void {
    this.#add(`fetch;desc="${subgraph}"`, durationMs);
  }

  /** The header's value, with the total until now. */
  header(): string {
    return [...this.#metrics, metric('total', performance.now() - this.#startedAt)].join(', ');
  }

  #add(name: string, durationMs: number): void {
    this.#metrics.push(metric(name, durationMs));
  }
}

function metric(name: string, durationMs: number): string {
  return `${name};dur=${durationMs.toFixed(2)}`;
}
