import { type Dispatcher, Pool } from 'undici';
import { CALLS_HEADER } from '../../../../platform/subgraph/call-protocol.ts';
import { PendingAnswer, type TransportAnswer, type WaitLimits } from './pending-answer.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/** connections to one subgraph; further requests wait for one */
const CONNECTIONS = 128;
const KEEP_ALIVE_MS = 60_000;

/** An HTTP request. */
export interface HttpRequest extends WaitLimits {
  readonly body: string;
  /** name, value, name, value, … */
  readonly headers: string[];
}

/** HTTP client of one subgraph, over kept-alive connections. */
export class HttpClient {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #onCallsOffered: () => void;

  /**
   * @param url            of the subgraph's GraphQL endpoint
   * @param onCallsOffered called for each response of a subgraph that takes calls
   */
  constructor(url: string, onCallsOffered: () => void) {
    const { origin, pathname, search } = new URL(url);
    this.#path = pathname + search;
    this.#onCallsOffered = onCallsOffered;
    // each request has its own deadline, which also covers the wait for a connection
    this.#pool = new Pool(origin, {
      connections: CONNECTIONS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** @throws {SubgraphFailure} `connection`, `timeout` or `abandoned` */
  post(request: HttpRequest): Promise<TransportAnswer> {
    const exchange = new Exchange(request, this.#onCallsOffered);
    this.#pool.dispatch({ method: 'POST', path: this.#path, headers: request.headers, body: request.body }, exchange);
    return exchange.answer;
  }

  /** Waits for requests in progress, then closes the connections. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** One HTTP exchange. The streams of `Pool.request` would double its cost. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #pending: PendingAnswer;
  readonly #onCallsOffered: () => void;
  #controller: Dispatcher.DispatchController | undefined;
  #failure: SubgraphFailure | undefined;
  #status = 0;
  #chunks: Buffer[] = [];

  constructor(limits: WaitLimits, onCallsOffered: () => void) {
    this.#onCallsOffered = onCallsOffered;
    this.#pending = new PendingAnswer(limits, (failure) => {
      this.#failure = failure;
      this.#controller?.abort(failure);
    });
  }

  get answer(): Promise<TransportAnswer> {
    return this.#pending.promise;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // cancelled while it waited for a connection: it must not be sent
    if (this.#failure) controller.abort(this.#failure);
  }

  onResponseStart(_controller: unknown, status: number, headers: Readonly<Record<string, unknown>>): void {
    this.#status = status;
    if (headers[CALLS_HEADER] === '1') this.#onCallsOffered();
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only] = this.#chunks;
    const bytes = only && this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks);
    this.#pending.answer({ status: this.#status, text: bytes.toString() });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#pending.fail(new SubgraphFailure('connection', error.message, { cause: error }));
  }
}
