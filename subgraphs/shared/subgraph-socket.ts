import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { type Context, GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, type SubscribePayload } from 'graphql-ws';
import { useServer as serveSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { isGatewaySecret, readForwardedContext } from './gateway-protocol.ts';
import type { Logger } from './logger.ts';
import { serveUpgrades } from './serve-upgrades.ts';

const PATH = '/graphql';
const MAX_MESSAGE_BYTES = 1_048_576;
/** a gateway that does not answer a ping in this time is gone, ms */
const KEEP_ALIVE_MS = 12_000;

/** What the socket serves. */
export interface SubgraphSocketParts {
  readonly schema: GraphQLSchema;
  readonly secret: string;
  readonly log: Logger;
}

/**
 * Serves subscriptions over `graphql-transport-ws` at `/graphql`, to the gateway only.
 *
 * One connection carries the subscriptions of every identity: each `subscribe` message says for whom it asks. The
 * server of graphql-ws does this, and awaits the socket before it takes the next event; that of Mercurius has one
 * context per connection. A wrong secret closes with 4403. `close()` of the application sends what is pending, then
 * closes with 1001.
 */
export function addSubgraphSocket(app: FastifyInstance, { schema, secret, log }: SubgraphSocketParts): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, handleProtocols });
  const server = serveSockets(
    {
      onConnect: ({ connectionParams }: Context) => isGatewaySecret(connectionParams?.secret, secret),
      onSubscribe: (_context, _id, payload) => prepare(schema, payload),
      onError: (_context, _id, payload, errors) => logFaults(errors, payload, log),
    },
    sockets,
    KEEP_ALIVE_MS,
  );
  let isClosing = false;
  serveUpgrades(app.server, {
    sockets,
    refusalOf: (request) => (isClosing ? '503 Service Unavailable' : isOurs(request) ? undefined : '404 Not Found'),
    accept: (webSocket, _socket, request) => sockets.emit('connection', webSocket, request),
    onError: (error) => log.debug({ err: error }, 'websocket failed'),
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    await server.dispose();
  });
}

function isOurs({ url = '', headers }: IncomingMessage): boolean {
  const protocols = headers['sec-websocket-protocol'] ?? '';
  return url.split('?', 1)[0] === PATH && protocols.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL);
}

/** Errors go to the one subscription; thrown, they would close the connection of all. */
function prepare(schema: GraphQLSchema, payload: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
  const { query, variables, operationName, extensions } = payload;
  try {
    const contextValue = readForwardedContext(extensions);
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    return { schema, document, contextValue, variableValues: variables ?? null, operationName: operationName ?? null };
  } catch (error) {
    return [
      error instanceof GraphQLError
        ? error
        : new GraphQLError((error as Error).message, { originalError: error as Error }),
    ];
  }
}

function logFaults(errors: readonly GraphQLError[], { extensions }: SubscribePayload, log: Logger): void {
  const { requestId } = (extensions ?? {}) as { requestId?: unknown };
  for (const error of errors)
    if (error.extensions.code === undefined)
      log.error({ requestId, err: error.originalError ?? error }, 'stream failed');
}
