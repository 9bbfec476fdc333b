import type { Subscriber } from '../../../gateway/federation/subscriptions/subscriber.ts';
import {
  SubscriptionHub,
  type SubscriptionHubOptions,
} from '../../../gateway/federation/subscriptions/subscription-hub.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { createLogger } from '../../../platform/logger.ts';
import { CONTEXT } from '../federation/composed-graph.ts';
import { Collector } from './collector.ts';
import type { LiveGraph } from './live-graph.ts';

export const HAPPENED = 'subscription($after: String) { happened(after: $after) { row { id name } } }';

export const METRICS = 'subscription { metrics { number row { name } } }';

/** A hub over a graph, and clients of it that keep what they are handed. */
export function createHub(live: Pick<LiveGraph, 'graph'>, options: Partial<SubscriptionHubOptions> = {}) {
  const hub = new SubscriptionHub({ graph: live.graph, log: createLogger('silent'), reconnectMs: 1, ...options });
  const subscribe = async (
    query: string,
    variables: Record<string, unknown> = {},
    context: SubgraphContext = CONTEXT,
  ) => {
    const collector = new Collector();
    const found = await hub.subscribe(await live.graph.prepare(query), variables, context, collector);
    if (!('close' in found)) return { collector, subscription: undefined, errors: found };
    return { collector, subscription: found as Subscriber, errors: [] };
  };
  return { hub, subscribe };
}
