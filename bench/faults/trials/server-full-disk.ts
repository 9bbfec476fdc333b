import { startThrowawayPostgres } from '../../../test/support/database/throwaway-postgres.ts';
import { fillForAWhile } from '../site/fill-for-a-while.ts';
import { openPlatforms } from '../site/open-world.ts';
import { SmallDisk } from '../site/small-disk.ts';
import type { FaultTrial } from '../site/trial.ts';

/** The disk of a PostgreSQL server without a byte of room, then with room again. */
export const serverFullDiskTrial: FaultTrial = {
  name: 'server-full-disk',
  whyNot: () => SmallDisk.whyNot(),
  open: async (site) => {
    const disk = SmallDisk.mount('600m');
    const server = await startThrowawayPostgres(['max_wal_size=64MB', 'min_wal_size=32MB'], { parent: disk.folder });
    const world = await openPlatforms({
      dataDir: await site.createFolder(),
      databaseUrl: server.url,
      dispose: async () => {
        await server.close();
        disk.unmount();
      },
    });
    return { world, inject: (holdMs) => fillForAWhile(disk, world.urls[0] as string, holdMs) };
  },
};
