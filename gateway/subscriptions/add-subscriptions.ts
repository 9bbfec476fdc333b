import type { FastifyInstance } from 'fastify';
import type { Identity } from '../../subgraphs/shared/identity.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import type { SubscriptionConfig } from '../../subgraphs/shared/subscription-config.ts';
import type { TokenVerifier } from '../auth/authenticate.ts';
import type { SubscribableGraph, SubscriptionHub } from '../graph/subscriptions/subscription-hub.ts';
import { ConnectionLimit } from './connection-limit.ts';
import { EventStreamRoute } from './event-stream-route.ts';
import { Heartbeat } from './heartbeat.ts';
import { OperationDoor } from './operation-door.ts';
import { createWebSocketProtocol } from './websocket-protocol.ts';
import { WebSocketServer } from './websocket-server.ts';

/** What subscriptions are served with. */
export interface SubscriptionParts {
  /** whose graph may change at any time */
  readonly host: { readonly current: SubscribableGraph };
  readonly hub: SubscriptionHub;
  readonly config: Pick<SubscriptionConfig, 'heartbeatMs' | 'maxConnections' | 'maxSubscriptionsPerClient'>;
  /** whether pages of another origin may connect; default none */
  readonly isAllowedOrigin?: (origin: string) => boolean;
  /** called before each operation; throws a DomainError, such as RATE_LIMITED, to refuse it */
  readonly admit?: (identity: Identity) => void;
}

/** What the server lends. */
export interface SubscriptionServer {
  readonly tokens: TokenVerifier;
  readonly path: string;
  /** largest message, bytes */
  readonly maxMessageBytes: number;
  readonly clock: () => number;
  readonly log: Logger;
}

/**
 * Serves subscriptions on one path: graphql-transport-ws, and the route that answers with server-sent events, which is
 * returned. When the server closes every subscription ends with SHUTTING_DOWN and every socket with 1001.
 */
export function addSubscriptions(
  app: FastifyInstance,
  { host, hub, config, isAllowedOrigin = () => false, admit }: SubscriptionParts,
  { tokens, path, maxMessageBytes, clock, log }: SubscriptionServer,
): EventStreamRoute {
  const door = new OperationDoor({ host, hub, log, admit });
  const limit = new ConnectionLimit(config.maxConnections);
  const heartbeat = new Heartbeat(config.heartbeatMs);
  const protocol = createWebSocketProtocol({ door, tokens, maxSubscriptions: config.maxSubscriptionsPerClient });
  const options = { protocol, path, limit, heartbeat, maxMessageBytes, isAllowedOrigin, clock, log };
  const sockets = new WebSocketServer(app.server, options);
  app.addHook('preClose', async () => {
    hub.close();
    await door.idle();
    await sockets.close();
    heartbeat.close();
  });
  return new EventStreamRoute({ door, limit, heartbeat, clock });
}
