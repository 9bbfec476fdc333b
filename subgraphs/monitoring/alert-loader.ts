import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { findAlerts } from './alerts/alert-store.ts';
import { presentAlert } from './present-alert.ts';
import type { Alert } from './types/alert.ts';

/** Reads alerts by their ids, those of one tick in one statement; undefined for an id that does not exist. */
export type AlertLoader = DataLoader<string, Alert | undefined>;

/** Makes the loader of the subgraph, once. Nothing is held. */
export function createAlertLoader(db: Kysely<never>, publicUrl: string | undefined): AlertLoader {
  const options = {
    cache: false,
    batchScheduleFn: (run: () => void) => {
      setImmediate(run);
    },
  };
  return new DataLoader(async (ids: readonly string[]) => {
    const rows = new Map((await findAlerts(db, ids)).map((row) => [row.key, row]));
    return ids.map((id) => {
      const row = rows.get(id);
      // a fresh object for every key: the executor writes on what it resolves
      return row && presentAlert(row, publicUrl);
    });
  }, options);
}
