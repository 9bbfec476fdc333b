import { setTimeout as sleep } from 'node:timers/promises';
import { showProgress, stopProgress } from '../../../../platform/process/progress-bar.ts';
import { CrmSync } from '../inbound/crm-sync.ts';
import { readStatus } from '../inbound/sync-status.ts';
import type { CommandDeps } from './command.ts';
import { describeStatus } from './print-status.ts';

const LOOK_EVERY_MS = 200;

/**
 * Syncs until all rows of every entity were read after a time, with a progress bar: in this process, or in the platform's,
 * where that has the lease.
 *
 * @param since epoch milliseconds; 0: ever
 * @returns false when a fault stops it
 */
export async function runSync(deps: CommandDeps, since: number): Promise<boolean> {
  const { database, entities, settings, clock, log, print } = deps;
  const onWritten = () => undefined;
  const sync = new CrmSync({ database, entities, settings, clock, log, onWritten });
  const db = database.tables<unknown>();
  try {
    for (;;) {
      const statuses = await readStatus(db, entities, clock());
      for (const { entity, stored } of statuses)
        if (stored?.walk?.total)
          showProgress(entity.name, Math.min(stored.walk.rows, stored.walk.total - 1), stored.walk.total);
      const isStopped = statuses.some(({ state }) => state === 'STOPPED');
      const isDone = entities.every(
        ({ referring }, at) => referring !== undefined || (statuses[at]?.stored?.walkedAt ?? 0) > since,
      );
      if (isDone || isStopped) {
        stopProgress();
        for (const line of statuses.flatMap(describeStatus)) print(line);
        return !isStopped;
      }
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    await sync.close();
  }
}
