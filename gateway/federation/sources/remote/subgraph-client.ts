import { type Dispatcher, Pool } from 'undici';
import { SubgraphFailure } from './subgraph-failure.ts';

/** connections to one subgraph; further requests wait for one */
const CONNECTIONS = 128;
const KEEP_ALIVE_MS = 60_000;

/** A server's HTTP response, of any content. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** An HTTP request. */
export interface HttpRequest {
  readonly body: string;
  /** name, value, name, value, … */
  readonly headers: string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** HTTP client of one subgraph, over kept-alive connections. */
export class SubgraphClient {
  readonly #pool: Pool;
  readonly #path: string;

  /** @param url of the subgraph's GraphQL endpoint */
  constructor(url: string) {
    const { origin, pathname, search } = new URL(url);
    this.#path = pathname + search;
    // each request has its own deadline, which also covers the wait for a connection
    this.#pool = new Pool(origin, {
      connections: CONNECTIONS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** @throws {SubgraphFailure} `connection`, `timeout` or `abandoned` */
  post(request: HttpRequest): Promise<HttpAnswer> {
    if (request.signal?.aborted) return Promise.reject(new SubgraphFailure('abandoned', 'every caller has left'));
    return new Promise((resolve, reject) => {
      const exchange = new Exchange(request, resolve, reject);
      this.#pool.dispatch({ method: 'POST', path: this.#path, headers: request.headers, body: request.body }, exchange);
    });
  }

  /** Waits for requests in progress, then closes the connections. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** One HTTP exchange. The streams of `Pool.request` would double its cost. */
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
    // cancelled while it waited for a connection: it must not be sent
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

  readonly #onAbort = (): void => this.#giveUp('abandoned', 'every caller has left');

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
