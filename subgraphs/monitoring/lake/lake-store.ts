import { type QueryExecutorProvider, sql } from 'kysely';
import type { ExpectationSeverity, ExpectationStatus } from '../../../lake/expectations/expectation.ts';
import type { LakeLayer } from '../../../lake/expectations/lake-tables.ts';
import { jsonRows } from '../../../platform/database/statements/json-rows.ts';

/** Result of one check of an expectation, as `leads` publishes it. */
export interface ExpectationLogRow {
  readonly sequence: number;
  readonly layer: LakeLayer;
  readonly path: string;
  readonly expectation: string;
  readonly severity: ExpectationSeverity;
  readonly status: ExpectationStatus;
  readonly found: number | null;
  readonly least: number | null;
  readonly greatest: number | null;
  readonly rows: number;
  readonly version: number;
  /** epoch milliseconds */
  readonly checked_at: number;
}

/** State of a table as of its last check, as `leads` publishes it. */
export interface TableStateRow {
  readonly layer: LakeLayer;
  readonly path: string;
  readonly version: number;
  readonly rows: number;
  readonly bytes: number;
  readonly files: number;
  /** epoch milliseconds */
  readonly updated_at: number;
  readonly refreshed_at: number;
  /** interval of refreshes, ms; null without a schedule */
  readonly refresh_ms: number | null;
}

/** Most results read at a time. */
export const RESULTS_PER_PAGE = 500;

/** Reads results beyond a position, the oldest first. */
export function readResults(db: QueryExecutorProvider, after: number): Promise<ExpectationLogRow[]> {
  return jsonRows(
    db,
    sql`SELECT sequence, layer, path, expectation, severity, status, found, least, greatest, rows, version, checked_at
      FROM leads.lake_expectation_log WHERE sequence > ${after}::bigint ORDER BY sequence LIMIT ${RESULTS_PER_PAGE}`,
  );
}

/** Reads the states of the tables of the lake, by path. */
export function readTableStates(db: QueryExecutorProvider): Promise<TableStateRow[]> {
  return jsonRows(
    db,
    sql`SELECT layer, path, version, rows, bytes, files, updated_at, refreshed_at, refresh_ms
      FROM leads.lake_table_state ORDER BY path`,
  );
}
