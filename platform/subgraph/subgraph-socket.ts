import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import {
  type ExecutionArgs,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  subscribe,
  validate,
} from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeWebSockets } from '../http/close-web-sockets.ts';
import { serveUpgrades, type UpgradeRefusal } from '../http/serve-upgrades.ts';
import type { Logger } from '../logger.ts';
import type { CallEndpoint } from './call-endpoint.ts';
import { isSharedSecret, readForwardedContext } from './gateway-protocol.ts';
import type { TransportOperation } from './transport-operation.ts';
import { type SessionHandlers, type SessionSocket, TransportSession } from './transport-session.ts';

const PATH = '/graphql';
const MAX_MESSAGE_BYTES = 1_048_576;
/** a gateway that does not answer a ping in this time is gone, ms */
const KEEP_ALIVE_MS = 12_000;

/** Dependencies of the WebSocket endpoint. */
export interface SubgraphSocketDeps {
  readonly schema: GraphQLSchema;
  readonly secret: string;
  readonly log: Logger;
  /** takes the connections of calls */
  readonly calls: CallEndpoint;
}

/**
 * Serves subscriptions over `graphql-transport-ws` and calls (`call-protocol.ts`) at `/graphql`, to the gateway only.
 *
 * One connection carries the subscriptions of every identity: each `subscribe` message says for whom it asks. The next
 * event of a stream is taken when the socket has taken the one before. A wrong secret closes with 4403. `close()` of the
 * application sends what is pending, then closes with 1001.
 */
export function addSubgraphSocket(app: FastifyInstance, { schema, secret, log, calls }: SubgraphSocketDeps): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, handleProtocols });
  const handlers: SessionHandlers = {
    admit: ({ secret: found }) =>
      isSharedSecret(found, secret) ? undefined : { code: CloseCode.Forbidden, reason: 'Forbidden' },
    answer: (operation, payload) => answer(operation, payload, schema, log),
    onFault: (error) => log.error({ err: error }, 'stream failed'),
  };
  let isClosing = false;
  serveUpgrades(app.server, {
    sockets,
    other: calls,
    refusalOf: (request) => (isClosing ? '503 Service Unavailable' : refusalOf(request, calls)),
    accept: (webSocket) => serve(webSocket, handlers),
    onError: (error) => log.debug({ err: error }, 'websocket failed'),
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    await Promise.all([closeWebSockets(sockets.clients), calls.close()]);
  });
}

function refusalOf(request: IncomingMessage, calls: CallEndpoint): UpgradeRefusal | undefined {
  const { url = '', headers } = request;
  if (url.split('?', 1)[0] !== PATH) return '404 Not Found';
  if (calls.isAsked(request)) return calls.refusalOf(request);
  const protocols = headers['sec-websocket-protocol'] ?? '';
  return protocols.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? undefined : '404 Not Found';
}

function serve(webSocket: WebSocket, handlers: SessionHandlers): void {
  const session = new TransportSession(sessionSocket(webSocket), handlers);
  let isAlive = true;
  const timer = setInterval(() => {
    if (!isAlive) return webSocket.terminate();
    isAlive = false;
    webSocket.ping();
  }, KEEP_ALIVE_MS);
  webSocket.on('pong', () => {
    isAlive = true;
  });
  webSocket.on('message', (data, isBinary) => {
    if (webSocket.readyState === webSocket.OPEN) session.receive(data, isBinary);
  });
  webSocket.once('close', () => {
    clearInterval(timer);
    session.end();
  });
}

function sessionSocket(webSocket: WebSocket): SessionSocket {
  return {
    protocol: webSocket.protocol,
    send: (text) =>
      new Promise((resolve) => {
        if (webSocket.readyState === webSocket.OPEN) webSocket.send(text, () => resolve());
        else resolve();
      }),
    close: (code, reason) => webSocket.close(code, reason),
  };
}

async function answer(
  operation: TransportOperation,
  payload: SubscribePayload,
  schema: GraphQLSchema,
  log: Logger,
): Promise<void> {
  const fail = (errors: readonly GraphQLError[]): void => {
    logFaults(errors, payload, log);
    operation.fail(errors);
  };
  const prepared = prepare(schema, payload);
  if (!('document' in prepared)) return fail(prepared);
  try {
    const isStream = getOperationAST(prepared.document, prepared.operationName)?.operation === 'subscription';
    const answered = await (isStream ? subscribe(prepared) : execute(prepared));
    if (Symbol.asyncIterator in answered) {
      operation.own(() => void answered.return(undefined).catch((error) => fail([asGraphqlError(error)])));
      for await (const event of answered) await operation.next(JSON.stringify(event));
    } else await operation.next(JSON.stringify(answered));
    operation.complete();
  } catch (error) {
    fail([asGraphqlError(error)]);
  }
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
    return [asGraphqlError(error)];
  }
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

function logFaults(errors: readonly GraphQLError[], { extensions }: SubscribePayload, log: Logger): void {
  const { requestId } = (extensions ?? {}) as { requestId?: unknown };
  for (const error of errors)
    if (error.extensions.code === undefined)
      log.error({ requestId, err: error.originalError ?? error }, 'stream failed');
}
