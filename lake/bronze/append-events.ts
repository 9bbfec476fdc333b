import { DomainError } from '../../platform/errors.ts';
import { duckType } from '../delta/delta-column.ts';
import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import type { CommitResult } from '../delta/delta-table.ts';
import { DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import { sqlText } from '../duckdb/sql-text.ts';
import { type BronzeTable, INGESTION_COLUMNS, SCHEMA_VERSION } from './bronze-table.ts';

/** Table property that names the life of the database whose events a bronze table holds. */
const EPOCH_PROPERTY = 'leadscore.epoch';

/** Events to append. */
export interface EventsToAppend {
  /** CSV with the columns of {@link csvColumns}, in order, without a header; empty cells are null */
  readonly file: string;
  /** arrival in the lake, epoch milliseconds */
  readonly ingestedAt: number;
  /** transaction that the next file begins with */
  readonly to: number;
}

/** A bronze table of one database. */
export interface OpenEvents {
  /** transaction that follows those whose events the table has; 0 when it has none */
  readonly position: number;
  /**
   * Appends events together with the position that follows them, both or none.
   *
   * @throws {DomainError} LAKE_COMMIT_CONFLICT when another process moved the position meanwhile
   */
  append(events: EventsToAppend): Promise<CommitResult>;
}

/** Columns of a file of events: those of the table but for arrival and schema version. */
export function csvColumns({ columns }: BronzeTable): BronzeTable['columns'] {
  const added = INGESTION_COLUMNS.filter(({ name }) => name !== 'origin');
  return columns.filter((column) => !added.includes(column));
}

/**
 * Opens a bronze table, and creates it where it is absent.
 *
 * @param epoch life of the database that the events are of
 * @throws {DomainError} LAKE_OF_ANOTHER_DATABASE
 */
export async function openEvents(lake: Lake, table: BronzeTable, epoch: string): Promise<OpenEvents> {
  const { path, description, columns } = table;
  const delta = DeltaTable.at(lake, path);
  await delta.create(columns, { description, properties: { 'delta.appendOnly': 'true', [EPOCH_PROPERTY]: epoch } });
  const snapshot = await delta.snapshot();
  if (!snapshot) throw new TypeError(`table ${path}: found nothing right after it was created`);
  requireEpoch(path, snapshot, epoch);
  const stored = snapshot.txnVersion(epoch);
  return {
    position: stored ?? 0,
    append: ({ file, ingestedAt, to }) =>
      delta.append(readCsv(table, file, ingestedAt), {
        operation: 'INGEST',
        txn: { appId: epoch, version: to, follows: { version: stored } },
      }),
  };
}

function requireEpoch(path: string, { metaData }: DeltaSnapshot, epoch: string): void {
  const found = metaData.configuration?.[EPOCH_PROPERTY];
  if (found === epoch) return;
  throw new DomainError(
    'LAKE_OF_ANOTHER_DATABASE',
    `table ${path}: found events of the database ${found ?? 'nobody'}, expected ${epoch}`,
    { table: path },
  );
}

/** In one thread, as cells may hold line breaks. */
function readCsv(table: BronzeTable, file: string, ingestedAt: number): string {
  const columns = csvColumns(table).map(({ name, type }) => `${sqlText(name)}: ${sqlText(duckType(type))}`);
  return `SELECT *, ${ingestedAt}::BIGINT AS ingested_at, ${SCHEMA_VERSION}::INTEGER AS schema_version
    FROM read_csv(${sqlText(file)}, columns = {${columns.join(', ')}}, header = false, auto_detect = false, parallel = false,
      delim = ',', quote = '"', escape = '"', new_line = '\\n', nullstr = '', allow_quoted_nulls = false,
      max_line_size = 1048576, buffer_size = 4194304)`;
}
