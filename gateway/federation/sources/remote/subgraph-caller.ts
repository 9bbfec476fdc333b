import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { retryPauseMs } from './retry-rule.ts';
import { SharedAnswer } from './shared-answer.ts';
import type { SubgraphClient } from './subgraph-client.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

const BUSY: ReadonlySet<number> = new Set([502, 503, 504]);
const REFUSED: ReadonlySet<number> = new Set([401, 403]);

/** Which subgraph is asked, and how patiently. */
export interface CallerOptions {
  readonly subgraph: string;
  readonly client: SubgraphClient;
  readonly retries: number;
  readonly log: Logger;
}

/** One question. */
export interface Question {
  readonly kind: 'query' | 'mutation';
  readonly body: string;
  readonly requestId: string;
  /** with all attempts */
  readonly timeoutMs: number;
  /** the whole time of the request, when the rest of it is what limits the question */
  readonly requestTimeoutMs: number | undefined;
  /** @param timeLeftMs for this attempt */
  readonly headers: (timeLeftMs: number) => string[];
}

/**
 * Asks a subgraph of another process until it answers, the time is over, or asking again would be wrong.
 *
 * Callers learn only that the subgraph is unavailable or too slow; the log has the reason.
 */
export class SubgraphCaller {
  readonly #options: CallerOptions;
  readonly #circuit = new CircuitBreaker();

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  /** @throws {DomainError} SUBGRAPH_UNAVAILABLE, SUBGRAPH_TIMEOUT */
  async ask(question: Question, signal: AbortSignal | undefined): Promise<SharedAnswer> {
    const { subgraph } = this.#options;
    const { timeoutMs } = question;
    const deadline = performance.now() + timeoutMs;
    let timeLeftMs = timeoutMs;
    for (let attempt = 0; ; attempt++) {
      if (!this.#circuit.permits(performance.now())) throw unavailable(subgraph);
      try {
        return await this.#attempt(question, timeLeftMs, signal);
      } catch (error) {
        timeLeftMs = deadline - performance.now();
        const pauseMs = this.#judge(error, question, attempt, timeLeftMs);
        if (pauseMs === undefined) throw asDomainError(error, subgraph, question);
        await sleep(pauseMs, undefined, { signal });
        timeLeftMs = Math.max(1, deadline - performance.now());
      }
    }
  }

  async #attempt(question: Question, timeoutMs: number, signal: AbortSignal | undefined): Promise<SharedAnswer> {
    const headers = question.headers(timeoutMs);
    const { status, text } = await this.#options.client.post({ body: question.body, headers, timeoutMs, signal });
    if (BUSY.has(status)) throw new SubgraphFailure('busy', `found status ${status}`);
    if (REFUSED.has(status)) throw new SubgraphFailure('unreadable', `found status ${status}: the gateway is refused`);
    const answer = new SharedAnswer(text);
    if (this.#circuit.state === 'half-open')
      this.#options.log.info({ subgraph: this.#options.subgraph }, 'subgraph answers again');
    this.#circuit.succeeded();
    return answer;
  }

  /** Notes a failed attempt. @returns how long to wait before the next, ms; undefined when there is none */
  #judge(error: unknown, { kind, requestId }: Question, attempt: number, timeLeftMs: number): number | undefined {
    const { subgraph, retries, log } = this.#options;
    const isAnswerless = error instanceof SubgraphFailure && error.fault !== 'abandoned';
    if (!isAnswerless) {
      // says nothing of the subgraph, but a probe must not stay under way for ever
      this.#circuit.abandoned();
      throw error;
    }
    const hasOpened = this.#circuit.failed(performance.now());
    log.warn({ subgraph, requestId, attempt, fault: error.fault, err: error }, 'subgraph did not answer');
    if (hasOpened) log.error({ subgraph }, 'subgraph is down; it is asked again from time to time');
    return retryPauseMs({ kind, fault: error.fault, attempt, retries, timeLeftMs }, Math.random());
  }
}

function asDomainError(error: unknown, subgraph: string, { timeoutMs, requestTimeoutMs }: Question): DomainError {
  if (!(error instanceof SubgraphFailure) || error.fault !== 'timeout') return unavailable(subgraph, error);
  const limit = requestTimeoutMs === undefined ? `${timeoutMs} ms` : `the request's ${requestTimeoutMs} ms`;
  const message = `subgraph ${subgraph}: found no answer within ${limit}`;
  return new DomainError('SUBGRAPH_TIMEOUT', message, { subgraph }, { cause: error });
}

function unavailable(subgraph: string, cause?: unknown): DomainError {
  return new DomainError('SUBGRAPH_UNAVAILABLE', `subgraph ${subgraph} does not answer`, { subgraph }, { cause });
}
