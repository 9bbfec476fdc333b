import { setTimeout as sleep } from 'node:timers/promises';
import { openProcesses } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

const RUN_MS = 2_000;

/** PostgreSQL restarted, and crashed and recovered, under five processes. */
export const postgresRestartTrial: FaultTrial = {
  name: 'postgres-restart',
  open: async (site) => {
    const world = await openProcesses(await site.createDatabase(), await site.createFolder());
    const inject = async (): Promise<readonly string[]> => {
      await site.server.restart('SIGINT');
      await sleep(RUN_MS);
      await site.server.restart('SIGQUIT');
      return ['1 fast restart and 1 crash of the server'];
    };
    return { world, inject };
  },
};
