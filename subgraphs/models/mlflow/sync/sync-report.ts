import type { VersionKey } from '../../versions/store/version-store.ts';
import type { ConflictRow } from '../store/conflict-store.ts';
import type { MlflowKey } from '../store/link-store.ts';

/** An MLflow version that is ours, too, since this sync. */
export interface Imported extends VersionKey {
  readonly from: MlflowKey;
}

/** What MLflow was told. */
export interface Updated {
  readonly name: string;
  /** `champion`, `challenger` or `stage of 3` */
  readonly subject: string;
  /** MLflow's version number or stage; undefined where the alias was taken away */
  readonly value: string | undefined;
}

/** What could not be done, and why. */
export interface Skipped {
  readonly name: string;
  /** absent when it is about the model */
  readonly version: number | undefined;
  readonly code: string;
  readonly reason: string;
}

/** What one sync did; filled as it goes. */
export interface SyncReport {
  readonly imported: Imported[];
  readonly updated: Updated[];
  /** those that are open, and those that were settled by this sync */
  readonly conflicts: ConflictRow[];
  readonly skipped: Skipped[];
}

/** A report of nothing yet. */
export function emptyReport(): SyncReport {
  return { imported: [], updated: [], conflicts: [], skipped: [] };
}
