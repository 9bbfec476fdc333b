import { type Dispatcher, Pool } from 'undici';
import { SubgraphFailure } from './subgraph-failure.ts';

/** connections to one subgraph; requests beyond wait for one */
const CONNECTIONS = 128;
const KEEP_ALIVE_MS = 60_000;

/** What a server answered, whatever it is. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** One request. */
export interface HttpRequest {
  readonly body: string;
  /** name, value, name, value, … */
  readonly headers: string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Sends HTTP requests to one subgraph over connections that are kept: the only door to undici. */
export class SubgraphClient {
  readonly #pool: Pool;
  readonly #path: string;

  /** @param url of the subgraph's GraphQL endpoint */
  constructor(url: string) {
    const { origin, pathname, search } = new URL(url);
    this.#path = pathname + search;
    // each request has a deadline of its own, which also covers the wait for a connection
    this.#pool = new Pool(origin, {
      connections: CONNECTIONS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** @throws {SubgraphFailure} `connection`, `timeout` or `abandoned` */
  post(request: HttpRequest): Promise<HttpAnswer> {
    if (request.signal?.aborted) return Promise.reject(new SubgraphFailure('abandoned', 'nobody waits any more'));
    return new Promise((resolve, reject) => {
      const exchange = new Exchange(request, resolve, reject);
      this.#pool.dispatch({ method: 'POST', path: this.#path, headers: request.headers, body: request.body }, exchange);
    });
  }

  /** Waits for what is under way, then closes the connections. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** One request and its answer. The streams of `Pool.request` would cost as much again. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: HttpAnswer) => void;
  readonly #reject: (failure: SubgraphFailure) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #failure: SubgraphFailure | undefined;
  #status = 0;
  #chunks: Buffer[] = [];

  constructor(
    { timeoutMs, signal }: HttpRequest,
    resolve: (answer: HttpAnswer) => void,
    reject: (failure: SubgraphFailure) => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.#giveUp('timeout', `no answer within ${timeoutMs} ms`), timeoutMs);
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // given up while it waited for a connection: it must not be sent
    if (this.#failure) controller.abort(this.#failure);
  }

  onResponseStart(_controller: unknown, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#end();
    const [only] = this.#chunks;
    const bytes = only && this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, text: bytes.toString() });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#end();
    this.#reject(this.#failure ?? new SubgraphFailure('connection', error.message, { cause: error }));
  }

  readonly #onAbort = (): void => this.#giveUp('abandoned', 'nobody waits any more');

  #giveUp(fault: 'timeout' | 'abandoned', message: string): void {
    if (this.#failure) return;
    this.#failure = new SubgraphFailure(fault, message);
    this.#end();
    this.#reject(this.#failure);
    this.#controller?.abort(this.#failure);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}
