import { type LRU, lru } from 'tiny-lru';
import { DomainError } from '../../../../platform/errors.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { deadlineOf } from '../request-deadline.ts';
import type { Source, SubgraphCall, SubgraphOperation, SubgraphResult, SubgraphStream } from '../source.ts';
import { Coalescer } from './coalescer.ts';
import { identityKey } from './request-headers.ts';
import type { SharedAnswer } from './shared-answer.ts';
import { SubgraphCaller, type SubgraphRequest } from './subgraph-caller.ts';
import { SubgraphSocket } from './subgraph-socket.ts';
import { SubgraphTransport } from './subgraph-transport.ts';

const KNOWN_OPERATIONS = 1_000;

/** Address of a subgraph in another process, and limits of its requests. */
export interface RemoteSourceOptions {
  /** the subgraph's name, for errors and the log */
  readonly subgraph: string;
  /** of its GraphQL endpoint, such as `http://127.0.0.1:4001/graphql` */
  readonly url: string;
  /** shared secret by which it recognises the gateway */
  readonly secret: string;
  readonly log: Logger;
  /** for one response, with all attempts, ms. Default 5,000 */
  readonly timeoutMs?: number | undefined;
  /** further attempts of a query without a response. Default 2 */
  readonly retries?: number | undefined;
  /** events of one stream that may wait to be read; with more the stream is lost. Default 10,000 */
  readonly bufferedEvents?: number | undefined;
}

/**
 * A subgraph in another process, over HTTP, connections of calls and `graphql-transport-ws`; see `gateway-protocol.ts`.
 *
 * Equal queries of one identity in one turn of the event loop share one request, under the request id of the first. A
 * subgraph that does not respond fails with SUBGRAPH_TIMEOUT or SUBGRAPH_UNAVAILABLE within the timeout, and at once
 * while the circuit is open: see `CircuitBreaker`. Mutations are sent once.
 */
export class RemoteSource implements Source {
  readonly #subgraph: string;
  readonly #timeoutMs: number;
  readonly #transport: SubgraphTransport;
  readonly #caller: SubgraphCaller;
  readonly #socket: SubgraphSocket;
  readonly #operations: LRU<SubgraphCall> = lru(KNOWN_OPERATIONS);

  constructor(options: RemoteSourceOptions) {
    const { subgraph, url, secret, log, timeoutMs = 5_000, retries = 2, bufferedEvents = 10_000 } = options;
    this.#subgraph = subgraph;
    this.#timeoutMs = timeoutMs;
    this.#transport = new SubgraphTransport({ subgraph, url, secret, log, timeoutMs });
    this.#caller = new SubgraphCaller({ subgraph, transport: this.#transport, retries, log });
    this.#socket = new SubgraphSocket({ subgraph, url, secret, log, timeoutMs, bufferedEvents });
  }

  prepare(operation: SubgraphOperation): SubgraphCall {
    const key = `${operation.kind} ${operation.text}`;
    let call = this.#operations.get(key);
    if (!call) {
      call = operation.kind === 'mutation' ? this.#prepareMutation(operation) : this.#prepareQuery(operation);
      this.#operations.set(key, call);
    }
    return call;
  }

  prepareStream(operation: SubgraphOperation): SubgraphStream {
    return this.#socket.prepare(operation);
  }

  /** Waits for responses in progress, then closes the connections. Streams end as lost. */
  async close(): Promise<void> {
    await Promise.all([this.#socket.close(), this.#transport.close()]);
  }

  #prepareQuery({ text }: SubgraphOperation): SubgraphCall {
    const start = membersStart(text);
    const coalescer = new Coalescer<SharedAnswer>();
    return (variables, context, signal) => {
      const values = JSON.stringify(variables);
      const ask = (everyoneLeft: AbortSignal | undefined): Promise<SharedAnswer> =>
        this.#send('query', start + values, context, everyoneLeft);
      return this.#read(coalescer.join(`${identityKey(context.identity)} ${values}`, ask, signal), signal);
    };
  }

  #prepareMutation({ text }: SubgraphOperation): SubgraphCall {
    const start = membersStart(text);
    return (variables, context, signal) =>
      this.#read(this.#send('mutation', start + JSON.stringify(variables), context, signal), signal);
  }

  async #read(shared: Promise<SharedAnswer>, signal: AbortSignal | undefined): Promise<SubgraphResult> {
    try {
      return (await shared).read();
    } catch (error) {
      if (!signal?.aborted) throw error;
      // with a public code, the error is not logged as an internal one
      const message = `subgraph ${this.#subgraph}: the client has disconnected`;
      throw new DomainError('SUBGRAPH_UNAVAILABLE', message, { subgraph: this.#subgraph }, { cause: error });
    }
  }

  /** The rest of the request's time, and at most the timeout of one subgraph unless the operation is long. */
  #timeLimit(context: SubgraphContext): Pick<SubgraphRequest, 'timeoutMs' | 'requestTimeoutMs'> {
    const deadline = deadlineOf(context);
    const leftMs = deadline?.leftMs ?? Number.POSITIVE_INFINITY;
    if (deadline && (deadline.isLong || leftMs < this.#timeoutMs))
      return { timeoutMs: leftMs, requestTimeoutMs: deadline.timeoutMs };
    return { timeoutMs: this.#timeoutMs, requestTimeoutMs: undefined };
  }

  #send(
    kind: 'query' | 'mutation',
    members: string,
    context: SubgraphContext,
    signal: AbortSignal | undefined,
  ): Promise<SharedAnswer> {
    return this.#caller.send({ kind, members, context, ...this.#timeLimit(context) }, signal);
  }
}

/** The members of a request up to its variables, so that the text is escaped once. */
function membersStart(text: string): string {
  return `"query":${JSON.stringify(text)},"variables":`;
}
