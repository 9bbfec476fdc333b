import { randomUUID } from 'node:crypto';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, Kind } from 'graphql';
import { type Context, makeServer, type Server } from 'graphql-ws';
import { z } from 'zod';
import { DomainError } from '../../subgraphs/shared/errors.ts';
import { bearerToken } from '../auth/authenticate.ts';
import type { Gate } from '../auth/gate.ts';
import type { PreparedOperation } from '../graph/prepared-operation.ts';
import { asGraphqlError, type GraphRequest, type OperationDoor } from './operation-door.ts';
import { CLOSE_CODES, type WebSocketConnection } from './websocket-connection.ts';
import { SubscriptionFailed, WebSocketOutlet } from './websocket-outlet.ts';

/** What the protocol is served with. */
export interface WebSocketProtocolParts {
  readonly door: OperationDoor;
  readonly gate: Gate;
  /** operations under way at once on one connection */
  readonly maxSubscriptions: number;
}

const connectionParams = z.object({ authorization: z.string().optional(), token: z.string().optional() });

type Call = Context<Readonly<Record<string, unknown>>, WebSocketConnection>;

/** How graphql-ws is told to answer one operation. */
interface Answering {
  /** graphql-ws asks for one, and does not look at it */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly contextValue: () => unknown;
}

/**
 * The protocol graphql-transport-ws over any sockets, kept by graphql-ws.
 *
 * The payload of `connection_init` carries the token, as `{ authorization: "Bearer …" }` or `{ token: "…" }`. Without a
 * valid one the connection is closed with 4401. Queries and mutations are answered too.
 */
export function createWebSocketProtocol(parts: WebSocketProtocolParts): Server<WebSocketConnection> {
  return makeServer<Readonly<Record<string, unknown>>, WebSocketConnection>({
    onConnect: (call) => admit(call, parts.gate),
    onSubscribe: (call, id, payload) => begin(call, id, payload, parts) as never,
    subscribe: ({ contextValue }) => (contextValue as Answering['contextValue'])() as never,
    execute: ({ contextValue }) => (contextValue as Answering['contextValue'])() as never,
    onError: (_call, _id, _payload, [error]) => errorsOf(error as GraphQLError),
  });
}

/** @returns false to refuse the connection */
async function admit(call: Call, gate: Gate): Promise<boolean> {
  const connection = call.extra;
  try {
    const { authorization, token } = connectionParams.parse(call.connectionParams ?? {});
    // the token is needed no more
    delete (call as { connectionParams?: unknown }).connectionParams;
    connection.admit(await gate.identify(token ?? bearerToken(authorization), connection.address));
    return true;
  } catch (error) {
    const isOurs = !(error instanceof DomainError || error instanceof z.ZodError);
    if (isOurs) throw error;
    connection.close(CLOSE_CODES.unauthenticated, 'Found no valid token, expected authorization: Bearer and a token');
    return false;
  }
}

async function begin(
  { subscriptions, extra: connection }: Call,
  id: string,
  request: GraphRequest,
  { door, gate, maxSubscriptions }: WebSocketProtocolParts,
): Promise<Answering | readonly GraphQLError[]> {
  const { identity } = connection;
  if (!identity) throw new TypeError('found an operation before the connection was admitted');
  if (Object.keys(subscriptions).length > maxSubscriptions) return [tooMany(maxSubscriptions)];
  const prepared = await door.prepare(request, () => gate.admit(identity));
  if (!('operation' in prepared)) return prepared;
  const context = { identity, requestId: randomUUID(), clientAddress: connection.address };
  if (!prepared.isSubscription) return answering(prepared, () => door.execute(prepared, request, context));
  const outlet = new WebSocketOutlet(connection, id);
  const subscription = await door.subscribe(prepared, request, context, outlet);
  if (!('close' in subscription)) return subscription;
  outlet.open(subscription);
  return streaming(prepared, outlet);
}

/** Apart, so that it keeps hold of the outlet alone. */
function streaming(prepared: PreparedOperation, outlet: WebSocketOutlet): Answering {
  return answering(prepared, () => outlet);
}

function answering({ operation }: PreparedOperation, contextValue: () => unknown): Answering {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation.definition] };
  return { schema: undefined as never, document, contextValue };
}

/** graphql-ws wraps what an iterator throws into one error. */
function errorsOf(error: GraphQLError) {
  const { originalError } = error;
  const errors = originalError instanceof SubscriptionFailed ? originalError.errors : [error];
  return errors.map((each) => each.toJSON());
}

function tooMany(max: number): GraphQLError {
  const message = `found more than ${max} operations under way on this connection, expected at most that`;
  return asGraphqlError(new DomainError('SUBSCRIPTION_LIMIT_EXCEEDED', message));
}
