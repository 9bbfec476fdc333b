import { setTimeout as sleep } from 'node:timers/promises';
import { FakeClock } from '../site/fake-clock.ts';
import { openPlatforms } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

/** Seconds against the true time, in turn. */
const SETTINGS = [20, 0, 86_400, 0, -3_600, 0] as const;

/** One of two replicas with a clock that is ahead, right, a day ahead, right, an hour back, and right again. */
export const clockTrial: FaultTrial = {
  name: 'clock',
  whyNot: () => FakeClock.whyNot(),
  open: async (site) => {
    const location = { dataDir: await site.createFolder(), databaseUrl: await site.createDatabase() };
    const clock = await FakeClock.create();
    const dispose = () => clock.dispose();
    // the one with the right clock first: the subscriber listens there
    const world = await openPlatforms({ ...location, dispose }, [{}, clock.environment]);
    const inject = async (holdMs: number): Promise<readonly string[]> => {
      for (const seconds of SETTINGS) {
        await clock.set(seconds);
        await sleep(holdMs);
      }
      return [`clock of platform-2 at ${SETTINGS.join(', ')} s`];
    };
    return { world, inject };
  },
};
