import { openProcesses } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

/** SIGSTOP of each of the five processes in turn, SIGCONT after a while. */
export const frozenProcessTrial: FaultTrial = {
  name: 'frozen-process',
  open: async (site) => {
    const world = await openProcesses(await site.createDatabase(), await site.createFolder());
    const inject = async (holdMs: number): Promise<readonly string[]> => {
      for (const name of world.names) await world.freeze(name, holdMs);
      return [`${world.names.length} processes frozen for ${holdMs} ms each`];
    };
    return { world, inject };
  },
};
