import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { FakeClock } from '../fake-clock.ts';
import { openPlatforms } from '../open-world.ts';
import type { FaultTrial } from '../trial.ts';

/** Seconds against the true time, in turn. */
const SETTINGS = [20, 0, 86_400, 0, -3_600] as const;
/** Until the process reads its setting. */
const NOTICED_MS = 1_500;

/** One of two replicas with a clock that is ahead, right, a day ahead, right, and an hour back, then killed while ahead. */
export const clockTrial: FaultTrial = {
  name: 'clock',
  whyNot: () => FakeClock.whyNot(),
  open: async (site) => {
    const dataDir = await site.createFolder();
    const databaseUrl = await site.createDatabase();
    const clock = await FakeClock.create(dataDir);
    const world = await openPlatforms({ dataDir, databaseUrl }, [clock.environment, {}]);
    const set = async (seconds: number, holdMs: number): Promise<void> => {
      await clock.set(seconds);
      await sleep(NOTICED_MS + holdMs);
    };
    const inject = async (holdMs: number): Promise<readonly string[]> => {
      for (const seconds of SETTINGS) await set(seconds, holdMs);
      await set(86_400, holdMs);
      await world.kill('platform-1');
      await clock.set(0);
      const ahead = await countLeasesAhead(databaseUrl);
      await world.start('platform-1');
      return [`clock at ${[...SETTINGS, 86_400].join(', ')} s`, `${ahead} leases of the killed process end tomorrow`];
    };
    return { world, inject };
  },
};

async function countLeasesAhead(databaseUrl: string): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ count: number }>(`
    SELECT count(*)::integer AS count FROM (
      SELECT until FROM models.lease UNION ALL SELECT until FROM monitoring.lease
      UNION ALL SELECT until FROM monitoring.drift_lease) AS lease
    WHERE until > 1000 * extract(epoch FROM now()) + 3600000`);
  await client.end();
  return rows[0]?.count ?? 0;
}
