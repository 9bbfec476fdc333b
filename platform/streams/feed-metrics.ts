import { Gauge, type Registry } from 'prom-client';
import type { Feed } from './feed.ts';

const NAME = 'leadscore_feed_lag_seconds';

/** Feed, as its lag is measured. */
export type LaggingFeed = Pick<Feed<never>, 'lagMs'>;

/** Feeds by stream, of each registry. */
const FEEDS = new WeakMap<Registry, Map<string, LaggingFeed>>();

/**
 * Exposes the lag of a feed of this process: the time since its subscribers had everything that was committed.
 *
 * @param registry nothing is exposed when absent
 * @param stream   the subscription's field, such as `leadScored`
 */
export function exposeFeed(registry: Registry | undefined, stream: string, feed: LaggingFeed): void {
  if (!registry) return;
  feedsOf(registry).set(stream, feed);
}

function feedsOf(registry: Registry): Map<string, LaggingFeed> {
  const known = FEEDS.get(registry);
  if (known) return known;
  const feeds = new Map<string, LaggingFeed>();
  FEEDS.set(registry, feeds);
  new Gauge({
    name: NAME,
    help: 'Time since the subscribers of a stream had all that was committed, by stream; 0 without subscribers.',
    labelNames: ['stream'],
    registers: [registry],
    collect() {
      for (const [stream, feed] of feeds) this.set({ stream }, feed.lagMs / 1_000);
    },
  });
  return feeds;
}
