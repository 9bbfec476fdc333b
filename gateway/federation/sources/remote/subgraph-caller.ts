import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError, type ErrorCode } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { WaitLimits } from './pending-answer.ts';
import { retryPauseMs } from './retry-rule.ts';
import { SharedAnswer } from './shared-answer.ts';
import { SubgraphFailure } from './subgraph-failure.ts';
import type { SubgraphTransport, TransportRequest } from './subgraph-transport.ts';

const BUSY: ReadonlySet<number> = new Set([502, 503, 504]);
const REFUSED: ReadonlySet<number> = new Set([401, 403]);

/** Dependencies and settings of a caller. */
export interface CallerOptions {
  readonly subgraph: string;
  readonly transport: SubgraphTransport;
  readonly retries: number;
  readonly log: Logger;
}

/** A request to a subgraph. */
export interface SubgraphRequest extends TransportRequest {
  readonly kind: 'query' | 'mutation';
  /** with all attempts */
  readonly timeoutMs: number;
  /** the whole time of the client's request, where the rest of it limits this one */
  readonly requestTimeoutMs: number | undefined;
}

/**
 * Calls a subgraph of another process until it responds, the time is over, or another attempt must not be made.
 *
 * Clients see only that the subgraph is unavailable or too slow; the reason is logged.
 */
export class SubgraphCaller {
  readonly #options: CallerOptions;
  readonly #circuit = new CircuitBreaker();
  readonly #counted = new WeakSet<SubgraphFailure>();

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  /** @throws {DomainError} SUBGRAPH_UNAVAILABLE, SUBGRAPH_TIMEOUT */
  async send(request: SubgraphRequest, signal: AbortSignal | undefined): Promise<SharedAnswer> {
    const { subgraph } = this.#options;
    const { timeoutMs } = request;
    // it was over before the request's turn came: no evidence about the subgraph
    if (timeoutMs < 1) throw timedOut(subgraph, request);
    const deadline = performance.now() + timeoutMs;
    let timeLeftMs = timeoutMs;
    for (let attempt = 0; ; attempt++) {
      if (!this.#circuit.permits(performance.now())) throw unavailable(subgraph);
      try {
        return await this.#attempt(request, { timeoutMs: timeLeftMs, signal }, attempt > 0);
      } catch (error) {
        timeLeftMs = deadline - performance.now();
        const pauseMs = this.#handleFailure(error, request, attempt, timeLeftMs);
        if (pauseMs === undefined) throw asDomainError(error, subgraph, request);
        await sleep(pauseMs, undefined, { signal });
        timeLeftMs = Math.max(1, deadline - performance.now());
      }
    }
  }

  async #attempt(request: SubgraphRequest, limits: WaitLimits, isRetry: boolean): Promise<SharedAnswer> {
    const { status, text } = await this.#options.transport.send(request, limits, isRetry);
    if (BUSY.has(status)) throw new SubgraphFailure(isTimeout(text) ? 'timeout' : 'busy', `found status ${status}`);
    if (REFUSED.has(status)) throw new SubgraphFailure('unreadable', `found status ${status}: the gateway is refused`);
    const answer = new SharedAnswer(text);
    if (this.#circuit.state === 'half-open')
      this.#options.log.info({ subgraph: this.#options.subgraph }, 'subgraph recovered');
    this.#circuit.succeeded();
    return answer;
  }

  /** Handles a failed attempt. @returns the pause before the next attempt, ms; undefined when there is none */
  #handleFailure(
    error: unknown,
    { kind, context: { requestId } }: SubgraphRequest,
    attempt: number,
    timeLeftMs: number,
  ): number | undefined {
    const { subgraph, retries, log } = this.#options;
    const isUnanswered = error instanceof SubgraphFailure && error.fault !== 'abandoned';
    if (!isUnanswered) {
      // no evidence about the subgraph, but the probe must end
      this.#circuit.abandoned();
      throw error;
    }
    const hasOpened = this.#count(error);
    log.warn({ subgraph, requestId, attempt, fault: error.fault, err: error }, 'subgraph did not respond');
    if (hasOpened) log.error({ subgraph }, 'subgraph is down; probing it periodically');
    return retryPauseMs({ kind, fault: error.fault, attempt, retries, timeLeftMs }, Math.random());
  }

  /** A lost connection fails all its calls with one error, which is evidence once. @returns whether it opened the circuit */
  #count(failure: SubgraphFailure): boolean {
    if (this.#counted.has(failure)) return false;
    this.#counted.add(failure);
    return this.#circuit.failed(performance.now());
  }
}

/** Whether the subgraph itself says that the time was over, just before the gateway would. A proxy has no code. */
function isTimeout(text: string): boolean {
  return text.includes('"SUBGRAPH_TIMEOUT"' satisfies `"${ErrorCode}"`);
}

function asDomainError(error: unknown, subgraph: string, request: SubgraphRequest): DomainError {
  const isLate = error instanceof SubgraphFailure && error.fault === 'timeout';
  return isLate ? timedOut(subgraph, request, error) : unavailable(subgraph, error);
}

function timedOut(subgraph: string, { timeoutMs, requestTimeoutMs }: SubgraphRequest, cause?: unknown): DomainError {
  const limit = requestTimeoutMs === undefined ? `${timeoutMs} ms` : `the request's ${requestTimeoutMs} ms`;
  const message = `subgraph ${subgraph}: found no response within ${limit}`;
  return new DomainError('SUBGRAPH_TIMEOUT', message, { subgraph }, { cause });
}

function unavailable(subgraph: string, cause?: unknown): DomainError {
  return new DomainError('SUBGRAPH_UNAVAILABLE', `subgraph ${subgraph} does not respond`, { subgraph }, { cause });
}
