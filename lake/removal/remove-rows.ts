import { DomainError } from '../../platform/errors.ts';
import { DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import type { DuckConnection } from '../duckdb/duck-connection.ts';
import { sqlText } from '../duckdb/sql-text.ts';
import { type RemovalColumns, rewriteOf } from './removal-rewrites.ts';

/** Leads whose rows get another id and lose what identifies the person, interactions and outcomes that are deleted. */
export interface RowRemovals extends RemovalColumns {
  readonly leads: readonly { readonly leadId: string; readonly newLeadId: string }[];
  /** interactions of a lead whose ids begin with a prefix */
  readonly interactions: readonly { readonly leadId: string; readonly prefix: string }[];
  /** outcomes of a lead by the time at which they were recorded, epoch milliseconds */
  readonly outcomes: readonly { readonly leadId: string; readonly recordedAt: number }[];
}

/**
 * Tables with rows about leads, from the end of the pipeline to its begin: a table that is rewritten is read again by those
 * behind it, which know the rows by then.
 */
export const TABLES_OF_LEADS = [
  'predictions',
  'gold/training_set',
  'gold/features',
  'silver/rejects',
  'silver/outcomes',
  'silver/interactions',
  'silver/leads',
  'bronze/outcome_events',
  'bronze/interaction_events',
  'bronze/lead_events',
] as const;

const MOST_ATTEMPTS = 5;

/**
 * Removes rows from the newest version of every table. An end at any moment does no harm: the next call goes on.
 *
 * @returns number of rows that each table has left, by its path
 * @throws {DomainError} LAKE_COMMIT_CONFLICT after five attempts; faults of storage and DuckDB
 */
export async function removeRows(lake: Lake, removals: RowRemovals): Promise<ReadonlyMap<string, number>> {
  const left = new Map<string, number>();
  await lake.duckDb.use(async (connection) => {
    await createRelations(connection, removals);
    for (const path of TABLES_OF_LEADS) {
      const table = DeltaTable.at(lake, path);
      if (!(await table.snapshot())) continue;
      await rewrite(table, connection, removals);
      left.set(path, (await table.snapshot())?.rows ?? 0);
    }
  });
  return left;
}

/** Deletes every version before the newest of every table, see {@link DeltaTable.forget}. */
export async function forgetRemoved(lake: Lake, before: number): Promise<void> {
  for (const path of TABLES_OF_LEADS) {
    const table = DeltaTable.at(lake, path);
    if (await table.snapshot()) await table.forget(before);
  }
}

async function rewrite(table: DeltaTable, connection: DuckConnection, columns: RemovalColumns): Promise<void> {
  const wanted = rewriteOf(table.path, columns);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await table.rewrite(wanted, connection);
      return;
    } catch (error) {
      const isConflict = error instanceof DomainError && error.code === 'LAKE_COMMIT_CONFLICT';
      if (!isConflict || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function createRelations(
  connection: DuckConnection,
  { leads, interactions, outcomes }: RowRemovals,
): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE renamed (from_id VARCHAR PRIMARY KEY, to_id VARCHAR)');
  await connection.run(`CREATE OR REPLACE TEMP TABLE dropped (lead_id VARCHAR, prefix VARCHAR,
    PRIMARY KEY (lead_id, prefix))`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE reversed (lead_id VARCHAR, recorded_at BIGINT,
    PRIMARY KEY (lead_id, recorded_at))`);
  await insert(
    connection,
    'renamed',
    leads.map(({ leadId, newLeadId }) => [leadId, newLeadId] as const),
  );
  await insert(
    connection,
    'dropped',
    interactions.map(({ leadId, prefix }) => [leadId, prefix] as const),
  );
  await insert(
    connection,
    'reversed',
    outcomes.map(({ leadId, recordedAt }) => [leadId, String(recordedAt)] as const),
  );
}

async function insert(
  connection: DuckConnection,
  name: string,
  pairs: readonly (readonly [string, string])[],
): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.map(([first, second]) => `(${sqlText(first)}, ${sqlText(second)})`);
  await connection.run(`INSERT OR IGNORE INTO ${name} VALUES ${rows.join(', ')}`);
}
