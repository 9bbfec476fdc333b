import { setTimeout as sleep } from 'node:timers/promises';
import { openPlatforms } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

const KILLS = 3;
const RUN_MS = 1_000;

/** SIGKILL of the one process that has the embedded database in it. */
export const embeddedKillTrial: FaultTrial = {
  name: 'embedded-kill',
  open: async (site) => {
    const world = await openPlatforms({ dataDir: await site.createFolder() });
    const inject = async (): Promise<readonly string[]> => {
      for (let kill = 0; kill < KILLS; kill++) {
        await world.restart();
        await sleep(RUN_MS);
      }
      return [`${KILLS} kills`];
    };
    return { world, inject };
  },
};
