import type { DuckDb } from '../duckdb/duck-db.ts';
import type { LakeStorage } from '../storage/lake-storage.ts';

/** Storage and query engine of the lake. */
export interface Lake {
  readonly storage: LakeStorage;
  readonly duckDb: DuckDb;
  /** epoch milliseconds; the system's clock when absent */
  readonly now?: () => number;
  /** takes faults of upkeep, such as a checkpoint that could not be written: the commit before it stands */
  readonly onUpkeepFault?: (table: string, error: unknown) => void;
}

/** Time by the clock of a lake, epoch milliseconds. */
export function lakeNow(lake: Lake): number {
  return lake.now?.() ?? Date.now();
}
