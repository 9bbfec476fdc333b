import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { SubscriptionConfig } from '../../platform/config/subscription-config.ts';
import type { Logger } from '../../platform/logger.ts';
import { closePart } from '../../platform/process/close-part.ts';
import type { AccessControl } from '../auth/access-control.ts';
import type { FederatedGraph } from '../federation/federated-graph.ts';
import type { TimeLimits } from '../federation/sources/request-deadline.ts';
import type { SubscriptionHub } from '../federation/subscriptions/subscription-hub.ts';
import type { TrustedDocuments } from '../graphql/trusted-documents.ts';
import type { AllowedOrigins } from '../http/cors.ts';
import { ConnectionLimit } from './connection-limit.ts';
import { EventStreamRoute } from './event-stream-route.ts';
import { Heartbeat } from './heartbeat.ts';
import { StreamOperations } from './stream-operations.ts';
import { WebSocketServer } from './websocket-server.ts';

/** Dependencies of subscriptions. */
export interface SubscriptionDeps {
  /** host of the graph, which may change at any time */
  readonly host: { readonly current: Pick<FederatedGraph, 'prepare'> };
  readonly hub: SubscriptionHub;
  readonly config: Pick<SubscriptionConfig, 'heartbeatMs' | 'maxConnections' | 'maxSubscriptionsPerClient'>;
}

/** Collaborators that the HTTP server provides. */
export interface SubscriptionServer {
  readonly accessControl: AccessControl;
  /** trusted documents, and whether others are accepted */
  readonly documents: TrustedDocuments;
  /** of queries and mutations */
  readonly limits: TimeLimits;
  /** origins whose pages may connect */
  readonly origins: AllowedOrigins;
  /** the client's address, past trusted proxies */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly path: string;
  /** largest message, bytes */
  readonly maxMessageBytes: number;
  readonly clock: () => number;
  readonly log: Logger;
}

/**
 * Serves subscriptions on one path: graphql-transport-ws, and the returned route of server-sent events. When the server
 * closes, every subscription ends with SHUTTING_DOWN and every socket with 1001.
 */
export function addSubscriptions(
  app: FastifyInstance,
  { host, hub, config }: SubscriptionDeps,
  { accessControl, documents, limits, clock, ...served }: SubscriptionServer,
): EventStreamRoute {
  const operations = new StreamOperations({ host, hub, documents, limits, log: served.log });
  const limit = new ConnectionLimit(config.maxConnections);
  const heartbeat = new Heartbeat(config.heartbeatMs);
  const clients = { operations, accessControl, clock, maxSubscriptions: config.maxSubscriptionsPerClient };
  const sockets = new WebSocketServer(app.server, { ...clients, limit, heartbeat, ...served });
  app.addHook('preClose', async () => {
    hub.close();
    await closePart('operations over WebSocket and event streams', () => operations.idle());
    await closePart('WebSockets', () => sockets.close());
    heartbeat.close();
  });
  return new EventStreamRoute({ operations, limit, heartbeat, clock });
}
