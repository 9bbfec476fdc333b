import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { type Client, createClient, type ExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { AccessControl, type AccessControlConfig, type TokenVerifier } from '../../../gateway/auth/access-control.ts';
import { addAuthentication } from '../../../gateway/auth/authenticate.ts';
import { createTokens } from '../../../gateway/auth/tokens.ts';
import { type GraphObserver, NO_OBSERVER } from '../../../gateway/federation/observe/observer.ts';
import {
  SubscriptionHub,
  type SubscriptionHubOptions,
} from '../../../gateway/federation/subscriptions/subscription-hub.ts';
import { TrustedDocuments } from '../../../gateway/graphql/trusted-documents.ts';
import { AllowedOrigins } from '../../../gateway/http/cors.ts';
import { addErrorAnswers } from '../../../gateway/http/errors.ts';
import { addSubscriptions, type SubscriptionDeps } from '../../../gateway/live/add-subscriptions.ts';
import { createLogger, type Logger } from '../../../platform/logger.ts';
import { createLiveGraph, type LiveGraph } from './live-graph.ts';

const addressOf = (): string => '127.0.0.1';

/** A listening server with both transports over a graph of its own. */
export interface LiveServer {
  readonly live: LiveGraph;
  readonly url: string;
  readonly webSocketUrl: string;
  readonly http: Server;
  /** a token of one hour with the scope `secret`, unless said otherwise */
  token(ttlMs?: number): Promise<string>;
  /** a client over WebSocket that does not connect again; disposed of when the server closes */
  client(token?: string): Promise<Client>;
  /** resolves when so many subscriptions of clients are open */
  subscribed(count: number): Promise<void>;
  /** asks for an event stream */
  stream(body: Readonly<Record<string, unknown>>, options?: { token?: string }): Promise<Response>;
  close(): Promise<void>;
}

export async function startLiveServer(
  options: {
    hub?: Partial<SubscriptionHubOptions>;
    config?: Partial<SubscriptionDeps['config']>;
    accessControl?: Partial<AccessControlConfig>;
    origins?: readonly string[];
    observer?: Partial<GraphObserver>;
    log?: Logger;
    live?: LiveGraph;
    /** trusted documents; none when absent */
    documents?: TrustedDocuments;
    /** awaited before each token is verified; then none is known from before */
    beforeVerify?: () => Promise<unknown>;
    /** aborts when the tokens are revoked; then none is known from before */
    revoked?: AbortSignal;
  } = {},
): Promise<LiveServer> {
  const { log = createLogger('silent') } = options;
  const live = options.live ?? createLiveGraph();
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-live-'));
  const tokens = await createTokens({ dataDir });
  const changes = new EventEmitter();
  let subscriptions = 0;
  const observer: GraphObserver = {
    ...NO_OBSERVER,
    ...options.observer,
    subscribed: (_field, change) => {
      subscriptions += change;
      changes.emit('change');
    },
  };
  const hub = new SubscriptionHub({ graph: live.graph, log, reconnectMs: 1, observer, ...options.hub });
  const app = fastify();
  const config = { heartbeatMs: 12_000, maxConnections: 100, maxSubscriptionsPerClient: 10, ...options.config };
  const unlimited = { formKeys: [], formRateLimitPerMinute: 0, rateLimitPerMinute: 0, authFailuresPerMinute: 0 };
  const accessControl = new AccessControl({
    tokens: verifierOf(tokens, options),
    config: { ...unlimited, ...options.accessControl },
    clock: Date.now,
  });
  const origins = new AllowedOrigins(options.origins ?? []);
  const { documents = new TrustedDocuments([], false) } = options;
  const limits = { requestTimeoutMs: 60_000, longRequestTimeoutMs: 60_000 };
  addAuthentication(app, accessControl);
  addErrorAnswers(app, log);
  const routed = addSubscriptions(
    app,
    { host: { current: live.graph }, hub, config },
    {
      accessControl,
      origins,
      documents,
      limits,
      addressOf,
      path: '/graphql',
      maxMessageBytes: 65_536,
      clock: Date.now,
      log,
    },
  );
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    config: { refusals: 'graphql' },
    handler: (request, reply) => routed.answerOrDelegate(request, reply, () => ({ left: true })),
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = `127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
  const clients: Client[] = [];
  const token = (ttlMs = 3_600_000): Promise<string> => tokens.sign('tester', ['secret'], ttlMs);
  return {
    live,
    url: `http://${address}`,
    webSocketUrl: `ws://${address}`,
    http: app.server,
    token,
    client: async (given) => {
      const connectionParams = { authorization: `Bearer ${given ?? (await token())}` };
      const client = createClient({
        url: `ws://${address}`,
        webSocketImpl: WebSocket,
        connectionParams,
        retryAttempts: 0,
        lazy: true,
      });
      clients.push(client);
      return client;
    },
    subscribed: async (count) => {
      while (subscriptions !== count) await once(changes, 'change');
    },
    stream: async (body, { token: given } = {}) =>
      fetch(`http://${address}`, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${given ?? (await token())}`,
        },
        body: JSON.stringify(body),
      }),
    close: async () => {
      for (const client of clients) await client.dispose();
      const closed = app.close();
      // fetch opens connections ahead of need, which count as busy until they have brought a request
      const cut = setTimeout(() => app.server.closeAllConnections(), 500);
      await closed;
      clearTimeout(cut);
      await rm(dataDir, { recursive: true });
    },
  };
}

function verifierOf(
  tokens: TokenVerifier,
  { beforeVerify, revoked }: { beforeVerify?: () => Promise<unknown>; revoked?: AbortSignal },
): TokenVerifier {
  if (!beforeVerify && !revoked) return tokens;
  const verify: TokenVerifier['verify'] = async (token) => {
    await beforeVerify?.();
    return { ...(await tokens.verify(token)), ...(revoked && { revoked }) };
  };
  return { verify, recall: () => undefined };
}

/** One subscription of a client, with everything that came. */
export interface Subscribed {
  readonly results: ExecutionResult[];
  /** resolves when so many results have come */
  has(count: number): Promise<void>;
  /** resolves to `complete`, or to what it failed with */
  readonly ended: Promise<unknown>;
  leave(): void;
}

export function subscribe(client: Client, query: string, variables: Record<string, unknown> = {}): Subscribed {
  const results: ExecutionResult[] = [];
  let wake = (): void => undefined;
  let leave = (): void => undefined;
  const ended = new Promise<unknown>((resolve) => {
    leave = client.subscribe(
      { query, variables },
      {
        next: (result) => {
          results.push(result as ExecutionResult);
          wake();
        },
        error: resolve,
        complete: () => resolve('complete'),
      },
    );
  });
  const has = async (count: number): Promise<void> => {
    while (results.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { results, has, ended, leave };
}

/** A socket that speaks the protocol by hand. */
export interface RawClient {
  readonly socket: WebSocket;
  /** below the WebSocket */
  readonly tcp: Socket;
  readonly messages: Record<string, unknown>[];
  /** resolves to the first message of a type, once it has come */
  message(type: string): Promise<Record<string, unknown>>;
  /** code and reason of its end */
  readonly closed: Promise<readonly [number, string]>;
  send(message: Readonly<Record<string, unknown>>): void;
}

export function connectRaw(url: string, headers: Record<string, string> = {}): RawClient {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  const messages: Record<string, unknown>[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  const closed = new Promise<readonly [number, string]>((resolve) => {
    socket.on('close', (code, reason) => resolve([code, String(reason)]));
  });
  return {
    socket,
    get tcp() {
      return (socket as unknown as { _socket: Socket })._socket;
    },
    messages,
    closed,
    send: (message) => socket.send(JSON.stringify(message)),
    message: async (type) => {
      for (;;) {
        const found = messages.find((message) => message.type === type);
        if (found) return found;
        await once(socket, 'message');
      }
    },
  };
}

/** Connects and is admitted. */
export async function connectAdmitted(server: LiveServer): Promise<RawClient> {
  const client = connectRaw(server.webSocketUrl);
  await once(client.socket, 'open');
  client.send({ type: 'connection_init', payload: { token: await server.token() } });
  await client.message('connection_ack');
  return client;
}
