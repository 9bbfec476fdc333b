import { setTimeout as sleep } from 'node:timers/promises';
import { startThrowawayPostgres } from '../../../test/support/database/throwaway-postgres.ts';
import { loadDemo } from '../../../test/support/process/topology.ts';
import { countLeasesAhead } from '../site/count-leases-ahead.ts';
import { FakeClock } from '../site/fake-clock.ts';
import { openPlatforms } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

const DAY_SECONDS = 86_400;

/** The clock of a whole host, PostgreSQL and platform, a day ahead; then both crash, and start with the right time. */
export const hostClockTrial: FaultTrial = {
  name: 'host-clock',
  whyNot: () => FakeClock.whyNot(),
  open: async (site) => {
    const clock = await FakeClock.create();
    const server = await startThrowawayPostgres([], clock);
    await loadDemo(server.url);
    const world = await openPlatforms(
      {
        dataDir: await site.createFolder(),
        databaseUrl: server.url,
        dispose: async () => {
          await server.close();
          await clock.dispose();
        },
      },
      [clock.environment],
    );
    const inject = async (holdMs: number): Promise<readonly string[]> => {
      await clock.set(DAY_SECONDS);
      await sleep(holdMs);
      await world.kill(...world.names);
      await clock.set(0);
      const left = await countLeasesAhead(server.url);
      await world.start();
      await sleep(holdMs);
      const held = await countLeasesAhead(server.url);
      return [
        `${left} leases of the killed process end tomorrow, ${held} of them still ${holdMs} ms after the next start`,
      ];
    };
    return { world, inject };
  },
};
