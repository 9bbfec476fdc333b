import { SubgraphFailure } from './subgraph-failure.ts';

/** A response of any content: status as of HTTP, and body. */
export interface TransportAnswer {
  readonly status: number;
  readonly text: string;
}

/** Limits of the wait for a response. */
export interface WaitLimits {
  readonly timeoutMs: number;
  /** aborts when nobody needs the response */
  readonly signal: AbortSignal | undefined;
}

/** The promise of a response that may never come: it fails when the time is over or every caller has left. */
export class PendingAnswer {
  readonly promise: Promise<TransportAnswer>;
  readonly #timer: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  readonly #onGivenUp: (failure: SubgraphFailure) => void;
  #resolve!: (answer: TransportAnswer) => void;
  #reject!: (failure: SubgraphFailure) => void;
  #isSettled = false;

  /** @param onGivenUp ends the work on the response when it has failed as `timeout` or `abandoned` */
  constructor({ timeoutMs, signal }: WaitLimits, onGivenUp: (failure: SubgraphFailure) => void) {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#onGivenUp = onGivenUp;
    this.#timer = setTimeout(() => this.#giveUp('timeout', `no answer within ${timeoutMs} ms`), timeoutMs);
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  answer(answer: TransportAnswer): void {
    if (this.#end()) this.#resolve(answer);
  }

  fail(failure: SubgraphFailure): void {
    if (this.#end()) this.#reject(failure);
  }

  readonly #onAbort = (): void => this.#giveUp('abandoned', 'every caller has left');

  #giveUp(fault: 'timeout' | 'abandoned', message: string): void {
    const failure = new SubgraphFailure(fault, message);
    this.fail(failure);
    this.#onGivenUp(failure);
  }

  #end(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    return true;
  }
}
