import type { DuckConnection } from '../duckdb/duck-connection.ts';
import type { AddAction, DeltaAction } from './delta-action.ts';
import type { DeltaFile, DeltaSnapshot } from './delta-snapshot.ts';
import { type Lake, lakeNow } from './lake.ts';
import { type WrittenRows, writeRows } from './write-rows.ts';

/** Settings of a compaction. */
export interface CompactOptions {
  /** size up to which files are put together, bytes; 128 MiB when absent */
  readonly targetBytes?: number;
  /** connection for the work; one of its own when absent */
  readonly connection?: DuckConnection;
}

/** Files that replace smaller ones, not committed yet. */
export interface Compaction {
  readonly actions: readonly DeltaAction[];
  /** paths of the replaced files, as the log has them */
  readonly replaced: ReadonlySet<string>;
  readonly rows: number;
  discard(): Promise<void>;
}

const DEFAULT_BYTES = 128 * 1_048_576;

/** Writes the rows of small files into larger ones. */
export async function writeCompaction(
  lake: Lake,
  connection: DuckConnection,
  table: string,
  snapshot: DeltaSnapshot,
  { targetBytes = DEFAULT_BYTES }: CompactOptions,
): Promise<Compaction> {
  const bins = planBins(snapshot.files, targetBytes);
  const written: WrittenRows[] = [];
  const discard = async () => {
    for (const part of written) await part.discard();
  };
  try {
    for (const bin of bins) written.push(await writeBin(lake, connection, table, snapshot, bin));
  } catch (error) {
    await discard();
    throw error;
  }
  const paths = new Set(bins.flat().map(({ path }) => path));
  const old = [...snapshot.state.files.values()].filter(({ path }) => paths.has(decodeURIComponent(path)));
  const adds = written.flatMap((part) => part.adds);
  return {
    actions: [...old.map((add) => ({ remove: removal(add, lakeNow(lake)) })), ...adds.map((add) => ({ add }))],
    replaced: new Set(old.map(({ path }) => path)),
    rows: written.reduce((sum, part) => sum + part.rows, 0),
    discard,
  };
}

/**
 * Groups files that become one each: at least two of one partition, together up to a size. Files of three quarters of
 * it stay as they are.
 */
export function planBins(files: readonly DeltaFile[], targetBytes: number): readonly (readonly DeltaFile[])[] {
  const partitions = new Map<string, DeltaFile[]>();
  for (const file of files) {
    if (file.bytes >= targetBytes * 0.75) continue;
    const key = JSON.stringify(Object.entries(file.partitionValues).sort());
    const group = partitions.get(key);
    if (group) group.push(file);
    else partitions.set(key, [file]);
  }
  const bins: DeltaFile[][] = [];
  for (const small of partitions.values()) {
    let [bin, bytes]: [DeltaFile[], number] = [[], 0];
    for (const file of small) {
      if (bytes + file.bytes > targetBytes) {
        bins.push(bin);
        [bin, bytes] = [[], 0];
      }
      bin.push(file);
      bytes += file.bytes;
    }
    bins.push(bin);
  }
  return bins.filter((bin) => bin.length > 1);
}

async function writeBin(
  lake: Lake,
  connection: DuckConnection,
  table: string,
  snapshot: DeltaSnapshot,
  bin: readonly DeltaFile[],
): Promise<WrittenRows> {
  const { relation, release } = await snapshot.open(new Set(bin.map(({ path }) => path)));
  try {
    const { schema: columns, partitionBy } = snapshot;
    const rows = { table, sql: `SELECT * FROM ${relation}`, columns, partitionBy, dataChange: false };
    return await writeRows(lake, connection, rows);
  } finally {
    await release();
  }
}

/** The action that takes a file out of the table without changing rows. */
function removal({ path, partitionValues, size }: AddAction, deletionTimestamp: number) {
  return { path, deletionTimestamp, dataChange: false, extendedFileMetadata: true, partitionValues, size };
}
