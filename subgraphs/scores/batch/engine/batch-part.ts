/** Data file of a Delta snapshot, with the number of its rows. */
export interface PlannedFile {
  /** from the lake's root, with slashes */
  readonly path: string;
  readonly rows: number;
}

/** Slice of one file of a snapshot: the unit of progress, of a resume and of a commit. */
export interface BatchPart {
  /** from 0, over all files of the snapshot */
  readonly number: number;
  /** file, from the lake's root */
  readonly path: string;
  /** first row within the file */
  readonly from: number;
  /** row after the last */
  readonly until: number;
}

/**
 * Most rows of a part: those of a row group as DuckDB writes them, which is read once so. At 100,000 rows per second a part
 * takes about a second.
 */
export const PART_ROWS = 122_880;

/**
 * Divides a snapshot into parts. One snapshot gives the same parts with the same numbers in every process: what was done is
 * known by the number of parts.
 *
 * @param files of one version of a table, in any order
 */
export function planParts(files: readonly PlannedFile[], partRows: number = PART_ROWS): readonly BatchPart[] {
  const parts: BatchPart[] = [];
  for (const { path, rows } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    for (let from = 0; from < rows; from += partRows)
      parts.push({ number: parts.length, path, from, until: Math.min(rows, from + partRows) });
  return parts;
}
