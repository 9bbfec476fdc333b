import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openPlatforms } from '../site/open-world.ts';
import type { FaultTrial } from '../site/trial.ts';

/** Somebody else's transaction that has written and stays open: what is committed after it waits behind it in streams. */
export const longTransactionTrial: FaultTrial = {
  name: 'long-transaction',
  open: async (site) => {
    const databaseUrl = await site.createDatabase();
    const world = await openPlatforms({ dataDir: await site.createFolder(), databaseUrl });
    const inject = async (holdMs: number): Promise<readonly string[]> => {
      const writer = new pg.Client(databaseUrl);
      await writer.connect();
      await writer.query('CREATE TABLE public.note (text text)');
      await writer.query('BEGIN');
      await writer.query("INSERT INTO public.note VALUES ('open')");
      await sleep(3 * holdMs);
      await writer.query('COMMIT');
      await writer.end();
      return [`transaction open for ${3 * holdMs} ms`];
    };
    return { world, inject };
  },
};
