import { setTimeout as sleep } from 'node:timers/promises';
import { openProcesses } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

/** Processes that were killed are missed for so long before they are started again. */
const MISSED_MS = 300;

/** SIGKILL of five pairs of the five processes, both in one moment. */
export const killPairsTrial: FaultTrial = {
  name: 'kill-pairs',
  open: async (site) => {
    const world = await openProcesses(await site.createDatabase(), await site.createFolder());
    const { names } = world;
    // neighbours in a ring: each process goes down with two others
    const pairs = names.map((name, index) => [name, names[(index + 1) % names.length] as string] as const);
    const inject = async (): Promise<readonly string[]> => {
      for (const pair of pairs) {
        await world.kill(...pair);
        await sleep(MISSED_MS);
        await world.start(...pair);
      }
      return [`${pairs.length} pairs killed`];
    };
    return { world, inject };
  },
};
