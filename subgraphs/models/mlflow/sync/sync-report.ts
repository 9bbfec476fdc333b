import type { VersionKey } from '../../versions/store/version-store.ts';
import type { ConflictRow } from '../store/conflict-store.ts';
import type { MlflowKey } from '../store/link-store.ts';

/** MLflow version that a sync imported. */
export interface Imported extends VersionKey {
  readonly from: MlflowKey;
}

/** Value that a sync wrote to MLflow. */
export interface Updated {
  readonly name: string;
  /** `champion`, `challenger` or `stage of 3` */
  readonly subject: string;
  /** MLflow's version number or stage; undefined when the alias was removed */
  readonly value: string | undefined;
}

/** Skipped model or version, with the reason. */
export interface Skipped {
  readonly name: string;
  /** absent when it is about the model */
  readonly version: number | undefined;
  readonly code: string;
  readonly reason: string;
}

/** Result of one sync, filled while it runs. */
export interface SyncReport {
  readonly imported: Imported[];
  readonly updated: Updated[];
  /** open conflicts, and those settled by this sync */
  readonly conflicts: ConflictRow[];
  readonly skipped: Skipped[];
}

/** Creates an empty report. */
export function emptyReport(): SyncReport {
  return { imported: [], updated: [], conflicts: [], skipped: [] };
}
