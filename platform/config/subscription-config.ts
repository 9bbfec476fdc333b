import { z } from 'zod';

const count = z.coerce.number().int();

/** Every environment variable of subscriptions. */
export const subscriptionVariables = {
  SUBSCRIPTION_QUEUE: count
    .min(32)
    .max(65_536)
    .default(256)
    .describe('events kept for a client that does not read them, in subscriptions that lose none')
    .meta({ unit: 'events' }),
  SUBSCRIPTION_RECONNECT_MS: count
    .min(1)
    .max(30_000)
    .default(500)
    .describe('shortest wait before a lost stream of a subgraph is opened again; doubles up to 30 s, milliseconds'),
  HEARTBEAT_MS: count
    .min(100)
    .max(600_000)
    .default(12_000)
    .describe('pause between signs of life on open streams; a client that gives none is cut off, milliseconds'),
  MAX_CONNECTIONS: count
    .min(1)
    .default(10_000)
    .describe('WebSocket connections and event streams open at once')
    .meta({ unit: 'connections' }),
  MAX_SUBSCRIPTIONS_PER_CLIENT: count
    .min(1)
    .default(100)
    .describe('operations under way at once on one WebSocket connection')
    .meta({ unit: 'operations' }),
};

const subscriptionSchema = z.object(subscriptionVariables);

/** Settings of subscriptions. */
export interface SubscriptionConfig {
  readonly subscriptionQueue: number;
  readonly subscriptionReconnectMs: number;
  readonly heartbeatMs: number;
  readonly maxConnections: number;
  readonly maxSubscriptionsPerClient: number;
}

/** Gives the checked variables their names in the program. */
export function readSubscriptions(values: z.output<typeof subscriptionSchema>): SubscriptionConfig {
  return {
    subscriptionQueue: values.SUBSCRIPTION_QUEUE,
    subscriptionReconnectMs: values.SUBSCRIPTION_RECONNECT_MS,
    heartbeatMs: values.HEARTBEAT_MS,
    maxConnections: values.MAX_CONNECTIONS,
    maxSubscriptionsPerClient: values.MAX_SUBSCRIPTIONS_PER_CLIENT,
  };
}
