import { type ImportSource, readRows } from './import-source.ts';
import { type ReadRow, type ReadSettings, readLead } from './read-lead.ts';
import { textHash } from './text-hash.ts';

/** Rows that were read together. */
export interface LeadBatch {
  readonly rows: readonly ReadRow[];
  /** share of the file that was read so far, 0 to 1 */
  readonly share: number;
}

/**
 * Reads the rows of a file as leads; of rows with one id the first one counts.
 *
 * @param nowMs epoch milliseconds
 */
export async function* readLeads(
  source: Pick<ImportSource, 'file' | 'dialect'>,
  settings: ReadSettings,
  nowMs: number,
): AsyncGenerator<LeadBatch> {
  // hashes: a million ids themselves would be a burden
  const known = new Set<number>();
  for await (const { records, bytes } of readRows(source)) {
    const rows = records.map((record) => onlyFirst(readLead(record, settings, nowMs), known));
    yield { rows, share: source.file.size === 0 ? 1 : bytes / source.file.size };
  }
}

function onlyFirst(read: ReadRow, known: Set<number>): ReadRow {
  const { id } = read.input;
  if (id == null || read.faults.length > 0) return read;
  const hash = textHash(String(id));
  if (known.has(hash)) return { ...read, faults: [{ rule: 'ID_TWICE', field: 'id', found: String(id) }] };
  known.add(hash);
  return read;
}
