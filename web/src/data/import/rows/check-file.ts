import { RejectsFile } from '../csv/rejects-file.ts';
import type { ImportSource } from './import-source.ts';
import type { ReadRow, ReadSettings, RowFault } from './read-lead.ts';
import { readLeads } from './read-leads.ts';

/** Result of the check of a file, so far. */
export interface CheckReport {
  /** share of the file that was checked, 0 to 1; 1 when it is done */
  readonly share: number;
  readonly isDone: boolean;
  readonly rows: number;
  readonly valid: number;
  readonly rejected: number;
  /** the first rows, valid ones and others */
  readonly first: readonly ReadRow[];
  /** the first rejected rows */
  readonly rejects: readonly ReadRow[];
  /** all rejected rows with their reasons; undefined before the end, and when there is none */
  readonly file: Blob | undefined;
}

const FIRST_ROWS = 8;
// reports that follow each other sooner would only cost time
const LEAST_STEP = 0.005;

/** Most rejected rows that are listed; the file has all of them. */
export const MOST_REJECTS = 1_000;

/** Settings of a check. */
export interface CheckOptions {
  readonly nowMs: number;
  readonly signal: AbortSignal;
  /** words for the faults of a row */
  readonly describe: (faults: readonly RowFault[]) => string;
  readonly onProgress: (report: CheckReport) => void;
}

/** Checks all rows of a file, before anything is sent. It ends early when the signal says so. */
export async function checkFile(source: ImportSource, settings: ReadSettings, options: CheckOptions): Promise<void> {
  const file = new RejectsFile(source.header, source.dialect.delimiter);
  const first: ReadRow[] = [];
  const rejects: ReadRow[] = [];
  let rows = 0;
  let rejected = 0;
  let reported = 0;
  const report = (share: number, isDone: boolean): void =>
    options.onProgress({
      share,
      isDone,
      rows,
      valid: rows - rejected,
      rejected,
      first: first.slice(),
      rejects: rejects.slice(),
      file: isDone && rejected > 0 ? file.blob() : undefined,
    });
  for await (const batch of readLeads(source, settings, options.nowMs)) {
    if (options.signal.aborted) return;
    for (const read of batch.rows) {
      rows += 1;
      if (first.length < FIRST_ROWS) first.push(read);
      if (read.faults.length === 0) continue;
      rejected += 1;
      file.add(options.describe(read.faults), read.cells);
      if (rejects.length < MOST_REJECTS) rejects.push(read);
    }
    if (batch.share < reported + LEAST_STEP) continue;
    reported = batch.share;
    report(batch.share, false);
  }
  if (!options.signal.aborted) report(1, true);
}
