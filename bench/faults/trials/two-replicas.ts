import { setTimeout as sleep } from 'node:timers/promises';
import { openPlatforms } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

/** Two platforms on one PostgreSQL, each killed while the other serves. */
export const twoReplicasTrial: FaultTrial = {
  name: 'two-replicas',
  open: async (site) => {
    const location = { dataDir: await site.createFolder(), databaseUrl: await site.createDatabase() };
    const world = await openPlatforms(location, [{}, {}]);
    const inject = async (holdMs: number): Promise<readonly string[]> => {
      for (const name of world.names) {
        await world.kill(name);
        await sleep(holdMs / 2);
        await world.start(name);
      }
      return ['each of 2 killed in turn'];
    };
    return { world, inject };
  },
};
