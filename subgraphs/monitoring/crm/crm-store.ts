import { type QueryExecutorProvider, sql } from 'kysely';
import { jsonRows } from '../../../platform/database/statements/json-rows.ts';

/** State of a part of the link to the CRM, as `leads` publishes it. Times are epoch milliseconds. */
export interface CrmStateRow {
  /** IN: an entity that is synced; OUT: a target of scores */
  readonly direction: 'IN' | 'OUT';
  readonly name: string;
  readonly behind_since: number | null;
  readonly stopped_code: string | null;
  readonly stopped_message: string | null;
  readonly stopped_since: number | null;
  readonly parked: number;
}

/** Reads the state of every part that is in use; none without a CRM. */
export function readCrmStates(db: QueryExecutorProvider): Promise<CrmStateRow[]> {
  return jsonRows(
    db,
    sql`SELECT direction, name, behind_since, stopped_code, stopped_message, stopped_since, parked
      FROM leads.crm_state ORDER BY direction, name`,
  );
}
