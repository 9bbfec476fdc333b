import { sql } from 'kysely';
import type { ScoresDb } from '../../record/prediction-store.ts';

/**
 * Finds the last version of a table of the lake that no gate failed.
 *
 * @param path below the URL of the lake, such as `gold/features`
 * @returns null when every version that was checked failed one; undefined when none was checked
 */
export async function findPassedVersion(db: ScoresDb, path: string): Promise<number | null | undefined> {
  const { rows } = await sql<{ version: number | null }>`
    SELECT passed_version AS version FROM leads.lake_table_state WHERE path = ${path}`.execute(db);
  return rows[0]?.version;
}
