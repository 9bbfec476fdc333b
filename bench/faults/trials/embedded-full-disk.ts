import { join } from 'node:path';
import { fillForAWhile } from '../site/fill-for-a-while.ts';
import { openPlatforms } from '../site/open-world.ts';
import { SmallDisk } from '../site/small-disk.ts';
import type { FaultTrial } from '../site/trial.ts';

/** The disk of the embedded database without a byte of room, then with room again. */
export const embeddedFullDiskTrial: FaultTrial = {
  name: 'embedded-full-disk',
  whyNot: () => SmallDisk.whyNot(),
  open: async () => {
    const disk = SmallDisk.mount('600m');
    const dataDir = join(disk.folder, 'data');
    const world = await openPlatforms({ dataDir, dispose: async () => disk.unmount() });
    return { world, inject: (holdMs) => fillForAWhile(disk, world.urls[0] as string, holdMs) };
  },
};
