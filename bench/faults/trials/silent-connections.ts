import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { FreezableProxy } from '../../../test/support/database/freezable-proxy.ts';
import { askHealth } from '../site/ask-health.ts';
import { openPlatforms } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

/** Every open connection to PostgreSQL falls silent for good, while new ones work: the fault has no end of its own. */
export const silentConnectionsTrial: FaultTrial = {
  name: 'silent-connections',
  open: async (site) => {
    const countedUrl = await site.createDatabase();
    const proxy = await FreezableProxy.open(countedUrl);
    const world = await openPlatforms({
      dataDir: await site.createFolder(),
      databaseUrl: proxy.through(countedUrl),
      countedUrl,
      dispose: () => proxy.close(),
    });
    const inject = async (holdMs: number): Promise<readonly string[]> => {
      const { open, accepted } = proxy;
      proxy.freezeOpen();
      const later = sleep(holdMs).then(() => askHealth(world.urls[0] as string, '/health'));
      const health = await later;
      const orphans = await countOpenTransactions(countedUrl);
      return [
        `${open} connections silenced, ${proxy.accepted - accepted} opened in the first ${holdMs} ms, then ${health}`,
        `${orphans} transactions of silenced connections open on the server`,
      ];
    };
    return { world, inject };
  },
};

async function countOpenTransactions(databaseUrl: string): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ count: number }>(`
    SELECT count(*)::integer AS count FROM pg_stat_activity
    WHERE datname = current_database() AND state LIKE 'idle in transaction%'`);
  await client.end();
  return rows[0]?.count ?? 0;
}
