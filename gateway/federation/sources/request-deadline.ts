import { DomainError } from '../../../platform/errors.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { Deadline, LimitedContext } from '../../../platform/subgraph/deadline.ts';
import type { SubgraphCall } from './source.ts';

/** Time limits of requests, milliseconds. */
export interface TimeLimits {
  readonly requestTimeoutMs: number;
  /** of operations with a field that takes long */
  readonly longRequestTimeoutMs: number;
}

/** Context of a request to the graph with a deadline. */
export interface DeadlineContext extends LimitedContext {
  readonly deadline?: RequestDeadline | undefined;
}

/** Deadline of a request; undefined when it has none. */
export function deadlineOf(context: SubgraphContext): RequestDeadline | undefined {
  return (context as DeadlineContext).deadline;
}

/**
 * Deadline of a request: set once, and passed to every fetch and every attempt. It also ends when the client
 * disconnects.
 */
export class RequestDeadline implements Deadline {
  readonly #limits: TimeLimits;
  readonly #startedAt = performance.now();
  readonly #waiting = new Map<Promise<unknown>, () => void>();
  #timeoutMs: number;
  #isLong = false;
  #isAbandoned = false;
  // of most requests nobody asks for the signal, and a controller costs more than all else here
  #client: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: TimeLimits) {
    this.#limits = limits;
    this.#timeoutMs = limits.requestTimeoutMs;
  }

  /** aborts when the client has disconnected */
  get signal(): AbortSignal {
    this.#client ??= new AbortController();
    if (this.#isAbandoned) this.#client.abort();
    return this.#client.signal;
  }

  get timeoutMs(): number {
    return this.#timeoutMs;
  }

  /** whether the operation may take longer than the usual limit of one subgraph */
  get isLong(): boolean {
    return this.#isLong;
  }

  get leftMs(): number {
    return this.#startedAt + this.#timeoutMs - performance.now();
  }

  get isOver(): boolean {
    // the remaining time is passed on in whole milliseconds: less than one is none
    return this.#isAbandoned || this.leftMs < 1;
  }

  /** Extends the time limit to that of long operations. Called before anything is fetched. */
  lengthen(): void {
    this.#isLong = true;
    this.#timeoutMs = Math.max(this.#timeoutMs, this.#limits.longRequestTimeoutMs);
  }

  /** Ends the deadline because the client has disconnected. */
  abandon(): void {
    this.#isAbandoned = true;
    this.#client?.abort();
    this.#endAll();
  }

  /** @throws {DomainError} SUBGRAPH_TIMEOUT, or SUBGRAPH_UNAVAILABLE when the client has disconnected */
  check(subgraph: string): void {
    if (this.isOver) throw this.#failure(subgraph);
  }

  /** The result of a fetch, or its failure at the deadline; a later result is dropped. */
  limit<Result>(fetch: Promise<Result>, subgraph: string): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(fetch, () => reject(this.#failure(subgraph)));
      // a subgraph of another process has the same deadline: its own refusal should come first
      this.#timer ??= setTimeout(() => this.#endAll(), Math.ceil(this.leftMs) + 1);
      fetch.then(
        (result) => {
          this.#settled(fetch);
          resolve(result);
        },
        (error) => {
          this.#settled(fetch);
          reject(error);
        },
      );
    });
  }

  #settled(fetch: Promise<unknown>): void {
    this.#waiting.delete(fetch);
    if (this.#waiting.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #endAll(): void {
    clearTimeout(this.#timer);
    for (const end of this.#waiting.values()) end();
    this.#waiting.clear();
  }

  #failure(subgraph: string): DomainError {
    if (this.#isAbandoned)
      return new DomainError('SUBGRAPH_UNAVAILABLE', `subgraph ${subgraph}: the client has disconnected`, {
        subgraph,
      });
    const message = `subgraph ${subgraph}: found no response within the request's ${this.#timeoutMs} ms`;
    return new DomainError('SUBGRAPH_TIMEOUT', message, { subgraph });
  }
}

/** The same call, limited by the request's deadline: neither started nor awaited after it. */
export function limitedCall(call: SubgraphCall, subgraph: string): SubgraphCall {
  return (variables, context, signal) => {
    const deadline = deadlineOf(context);
    if (!deadline) return call(variables, context, signal);
    deadline.check(subgraph);
    const result = call(variables, context, signal);
    return result instanceof Promise ? deadline.limit(result, subgraph) : result;
  };
}
