/**
 * Protocol of calls: many operations of a gateway over one connection to a subgraph, so that those of one turn of the
 * event loop share system calls, and none has the cost of an HTTP request.
 *
 * A subgraph that speaks it adds {@link CALLS_HEADER} to its HTTP responses; no other is asked for it. The gateway then
 * sends `GET` for the GraphQL endpoint with `upgrade: leadscore-calls` and the secret (`gateway-protocol.ts`), and after
 * status 101 both sides send lines of UTF-8 that end with a line feed:
 *
 * | from     | line                                      | meaning                                                     |
 * | -------- | ----------------------------------------- | ----------------------------------------------------------- |
 * | gateway  | JSON of a {@link Call}                    | executes an operation                                       |
 * | gateway  | `{"cancel":7}`                            | nobody waits for the response to call 7                     |
 * | subgraph | `7 200 {"data":…}`                        | response to call 7: status and body as over HTTP            |
 * | subgraph | `close`                                   | the gateway ends the connection once all calls are answered |
 *
 * Responses come in any order, each as soon as it is ready. A connection that ends, from either side, ends its calls as one
 * of HTTP does.
 * The subgraph reads no further while its responses are not taken; it ends a connection that does not keep the protocol.
 */
export const CALLS_PROTOCOL = 'leadscore-calls';

/** Header of a subgraph's HTTP responses; `1` where it takes calls. */
export const CALLS_HEADER = 'x-gateway-calls';

/** Line that ends a connection from the subgraph's side. */
export const CLOSE_LINE = 'close';

/** Longest line of a call, UTF-16 units: that of a request body over HTTP. */
export const MAX_CALL_LENGTH = 64 * 1_048_576;

/** Calls of one connection that may wait for their responses; further ones are refused with OVERLOADED. */
export const MAX_CALLS = 1_024;

/** One operation, with what the headers of an HTTP request say; see `GATEWAY_HEADERS`. */
export interface Call {
  /** positive integer, unique among the calls under way */
  readonly id: number;
  readonly identity: string;
  readonly requestId: string;
  readonly clientAddress?: string | undefined;
  readonly timeLeftMs: number;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Cancels a call. */
export interface Cancellation {
  readonly cancel: number;
}

/** A line of the gateway; undefined when it does not keep the protocol. */
export function readGatewayLine(line: string): Call | Cancellation | undefined {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null) return undefined;
  if ('cancel' in read) return typeof read.cancel === 'number' ? (read as Cancellation) : undefined;
  return isCall(read as Partial<Call>) ? (read as Call) : undefined;
}

function isCall({ id, identity, requestId, timeLeftMs, query, variables }: Partial<Call>): boolean {
  return (
    Number.isSafeInteger(id) &&
    typeof identity === 'string' &&
    typeof requestId === 'string' &&
    typeof timeLeftMs === 'number' &&
    typeof query === 'string' &&
    typeof variables === 'object' &&
    variables !== null
  );
}

/** The response to a call. */
export interface CallResponse {
  readonly id: number;
  readonly status: number;
  readonly body: string;
}

/** A line of the subgraph that is a response; undefined when it does not keep the protocol. */
export function readResponse(line: string): CallResponse | undefined {
  const afterId = line.indexOf(' ');
  const afterStatus = line.indexOf(' ', afterId + 1);
  const id = Number(line.slice(0, afterId));
  const status = Number(line.slice(afterId + 1, afterStatus));
  const isRead = afterId > 0 && afterStatus > 0 && Number.isSafeInteger(id) && Number.isSafeInteger(status);
  return isRead ? { id, status, body: line.slice(afterStatus + 1) } : undefined;
}
