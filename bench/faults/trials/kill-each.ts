import { setTimeout as sleep } from 'node:timers/promises';
import { openProcesses } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

/** A process that was killed is missed for so long before it is started again. */
const MISSED_MS = 500;

/** SIGKILL of each of the five processes in turn. */
export const killEachTrial: FaultTrial = {
  name: 'kill-each',
  open: async (site) => {
    const world = await openProcesses(await site.createDatabase(), await site.createFolder());
    const inject = async (): Promise<readonly string[]> => {
      for (const name of world.names) {
        await world.kill(name);
        await sleep(MISSED_MS);
        await world.start(name);
      }
      return [`${world.names.length} kills`];
    };
    return { world, inject };
  },
};
