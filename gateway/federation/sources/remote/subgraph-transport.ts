import { trace } from '@opentelemetry/api';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { CallConnections, type CallConnectionsOptions } from './call-connections.ts';
import { HttpClient } from './http-client.ts';
import type { TransportAnswer, WaitLimits } from './pending-answer.ts';
import { identityKey, RequestHeaders } from './request-headers.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/** larger requests, such as files, keep a connection from others: they go over HTTP */
const MAX_CALL_CHARACTERS = 262_144;

/** A request, in whatever way it is sent. */
export interface TransportRequest {
  /** members of its JSON: query and variables, without brackets */
  readonly members: string;
  readonly context: SubgraphContext;
}

/** Sends requests to one subgraph: as calls where it takes them (`call-protocol.ts`), otherwise over HTTP. */
export class SubgraphTransport {
  readonly #headers: RequestHeaders;
  readonly #http: HttpClient;
  readonly #calls: CallConnections;

  constructor(options: CallConnectionsOptions) {
    this.#headers = new RequestHeaders(options.secret);
    this.#calls = new CallConnections(options);
    this.#http = new HttpClient(options.url, () => this.#calls.open());
  }

  /**
   * @param isRetry a retry goes over HTTP: where one connection was lost, the others may be too
   * @throws {SubgraphFailure} `connection`, `timeout` or `abandoned`
   */
  send(request: TransportRequest, limits: WaitLimits, isRetry: boolean): Promise<TransportAnswer> {
    if (limits.signal?.aborted) return Promise.reject(new SubgraphFailure('abandoned', 'every caller has left'));
    const { members, context } = request;
    const connection = !isRetry && isCall(request) ? this.#calls.find() : undefined;
    if (connection) return connection.send(`${contextMembers(context, limits.timeoutMs)},${members}`, limits);
    const headers = this.#headers.forRequest(context, limits.timeoutMs);
    return this.#http.post({ body: `{${members}}`, headers, ...limits });
  }

  /** Waits for requests in progress, then closes the connections. */
  async close(): Promise<void> {
    await Promise.all([this.#calls.close(), this.#http.close()]);
  }
}

/** A traced request is one of HTTP, which instruments in the subgraph's process know. */
function isCall({ members }: TransportRequest): boolean {
  return members.length <= MAX_CALL_CHARACTERS && !trace.getActiveSpan();
}

/** The members of a call that say who asks, as the headers of an HTTP request do. */
function contextMembers({ identity, requestId, clientAddress }: SubgraphContext, timeLeftMs: number): string {
  const address = clientAddress === undefined ? '' : `,"clientAddress":${JSON.stringify(clientAddress)}`;
  const id = JSON.stringify(requestId);
  return `"identity":"${identityKey(identity)}","requestId":${id},"timeLeftMs":${Math.floor(timeLeftMs)}${address}`;
}
