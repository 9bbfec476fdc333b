import type { DuckConnection } from '../duckdb/duck-connection.ts';
import type { DeltaFile, DeltaSnapshot } from './delta-snapshot.ts';
import type { Lake } from './lake.ts';
import { type FileReplacement, replaceFiles } from './write-rows.ts';

/** Settings of a compaction. */
export interface CompactOptions {
  /** size up to which files are put together, bytes; 128 MiB when absent */
  readonly targetBytes?: number;
  /** connection for the work; one of its own when absent */
  readonly connection?: DuckConnection;
}

const DEFAULT_BYTES = 128 * 1_048_576;

/** Writes the rows of small files into larger ones. */
export function writeCompaction(
  lake: Lake,
  connection: DuckConnection,
  table: string,
  snapshot: DeltaSnapshot,
  { targetBytes = DEFAULT_BYTES }: CompactOptions,
): Promise<FileReplacement> {
  const groups = planBins(snapshot.files, targetBytes).map((bin) => bin.map(({ path }) => path));
  const select = (relation: string) => `SELECT * FROM ${relation}`;
  return replaceFiles(lake, connection, { table, snapshot, groups, select, dataChange: false });
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
