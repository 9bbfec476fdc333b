import type { RequestTiming } from '../federation/observe/request-timing.ts';
import type { RequestDeadline } from '../federation/sources/request-deadline.ts';

/** Durations of a request's phases, as the header `Server-Timing`, milliseconds. */
export class ServerTiming implements RequestTiming {
  readonly #startedAt = performance.now();
  readonly #metrics: string[] = [];

  readonly #deadline: RequestDeadline;

  constructor(deadline: RequestDeadline) {
    this.#deadline = deadline;
  }

  planned(durationMs: number): void {
    // before planning: reading, parsing and validating
    this.#add('prepare', performance.now() - durationMs - this.#startedAt);
    this.#add('plan', durationMs);
  }

  fetched(subgraph: string, durationMs: number): void {
    this.#add(`fetch;desc="${subgraph}"`, durationMs);
  }

  /** The header's value, with the request's deadline and the total so far. */
  header(): string {
    const total = metric('total', performance.now() - this.#startedAt);
    return [...this.#metrics, metric('deadline', this.#deadline.timeoutMs), total].join(', ');
  }

  #add(name: string, durationMs: number): void {
    this.#metrics.push(metric(name, durationMs));
  }
}

function metric(name: string, durationMs: number): string {
  return `${name};dur=${durationMs.toFixed(2)}`;
}
