import { type Kysely, sql } from 'kysely';
import type { AlertScope } from '../rules/alert-identity.ts';
import type { MaintenanceWindow } from '../rules/maintenance.ts';

/** Maintenance window as a row of its table. */
export interface MaintenanceRow {
  readonly id: number;
  readonly from_time: number;
  readonly until_time: number;
  readonly scope: AlertScope;
  readonly changed_at: number;
  readonly changed_by: string;
  readonly reason: string;
}

/** Maintenance window to store. */
export type NewMaintenance = Omit<MaintenanceRow, 'id'>;

/** Finds the windows that contain a time. */
export async function windowsAt(db: Kysely<never>, at: number): Promise<MaintenanceWindow[]> {
  const { rows } = await sql<MaintenanceRow>`SELECT * FROM monitoring.maintenance_window
    WHERE from_time <= ${at}::bigint AND until_time > ${at}::bigint`.execute(db);
  return rows.map(({ from_time: from, until_time: until, scope }) => ({ from, until, scope }));
}

/**
 * Lists the latest windows, newest first.
 *
 * @param before only windows with a lower id
 */
export async function listMaintenance(
  db: Kysely<never>,
  first: number,
  before: number | null,
): Promise<MaintenanceRow[]> {
  const { rows } = await sql<MaintenanceRow>`SELECT * FROM monitoring.maintenance_window
    WHERE ${before}::bigint IS NULL OR id < ${before}
    ORDER BY id DESC LIMIT ${first}`.execute(db);
  return rows;
}

/** Stores a window. */
export async function insertMaintenance(db: Kysely<never>, window: NewMaintenance): Promise<MaintenanceRow> {
  const { from_time, until_time, scope, changed_at, changed_by, reason } = window;
  const { rows } = await sql<MaintenanceRow>`INSERT INTO monitoring.maintenance_window
      (from_time, until_time, scope, changed_at, changed_by, reason)
    VALUES (${from_time}, ${until_time}, ${JSON.stringify(scope)}::jsonb, ${changed_at}, ${changed_by}, ${reason})
    RETURNING *`.execute(db);
  return rows[0] as MaintenanceRow;
}

/** Changes a window; undefined when there is none with this id. */
export async function updateMaintenance(
  db: Kysely<never>,
  id: number,
  window: NewMaintenance,
): Promise<MaintenanceRow | undefined> {
  const { from_time, until_time, scope, changed_at, changed_by, reason } = window;
  const { rows } = await sql<MaintenanceRow>`UPDATE monitoring.maintenance_window
    SET from_time = ${from_time}, until_time = ${until_time}, scope = ${JSON.stringify(scope)}::jsonb,
      changed_at = ${changed_at}, changed_by = ${changed_by}, reason = ${reason}
    WHERE id = ${id} RETURNING *`.execute(db);
  return rows[0];
}
