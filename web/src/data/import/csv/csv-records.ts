import { parse } from 'csv-parse/browser/esm/sync';
import type { Delimiter, Dialect } from './dialect.ts';
import { type RawRecord, RecordSplitter } from './record-splitter.ts';

/** One record of a CSV file. */
export interface CsvRecord {
  /** number of the row in a spreadsheet: the header is row 1 */
  readonly row: number;
  readonly cells: readonly string[];
  /** `MARKS`: its quotation marks are wrong, and its line is the only cell; `BYTES`: bytes that its encoding does not have */
  readonly fault?: 'MARKS' | 'BYTES';
}

/** Records that were read together. */
export interface RecordBatch {
  readonly records: readonly CsvRecord[];
  /** bytes of the file that were read so far */
  readonly bytes: number;
}

/** Bytes that are read at once: some milliseconds of work, so that the page stays usable between two parts. */
const PART_BYTES = 64 * 1_024;

/** Reads the records of a file part by part: neither its bytes nor its text are ever in memory as a whole. */
export async function* readRecords(file: Blob, { encoding, delimiter }: Dialect): AsyncGenerator<RecordBatch> {
  const decoder = new TextDecoder(encoding);
  const splitter = new RecordSplitter();
  for (let start = 0; start < file.size; start += PART_BYTES) {
    const end = Math.min(file.size, start + PART_BYTES);
    const text = decoder.decode(await file.slice(start, end).arrayBuffer(), { stream: true });
    yield { records: parseRecords(splitter.push(text), delimiter), bytes: end };
  }
  const last = [...splitter.push(decoder.decode()), ...splitter.end()];
  yield { records: parseRecords(last, delimiter), bytes: file.size };
}

/** Parses the cells of records by RFC 4180. */
export function parseRecords(records: readonly RawRecord[], delimiter: Delimiter): readonly CsvRecord[] {
  const quoted = records.filter(({ text, isOpen }) => !isOpen && text.includes('"'));
  const cells = parseTogether(quoted, delimiter);
  return records.map((record) => {
    const { row, text } = record;
    if (record.isOpen) return { row, cells: [text], fault: 'MARKS' };
    const parsed = text.includes('"') ? cells.get(row) : text.split(delimiter);
    if (!parsed) return { row, cells: [text], fault: 'MARKS' };
    return text.includes('\ufffd') ? { row, cells: parsed, fault: 'BYTES' } : { row, cells: parsed };
  });
}

/** Parses records with quotation marks at once, which is faster; one by one where a mark is wrong. */
function parseTogether(records: readonly RawRecord[], delimiter: Delimiter): ReadonlyMap<number, readonly string[]> {
  const together = parseText(records.map(({ text }) => text).join('\n'), delimiter);
  const all =
    together?.length === records.length ? together : records.map(({ text }) => parseText(text, delimiter)?.[0]);
  const cells = new Map<number, readonly string[]>();
  for (const [index, { row }] of records.entries()) {
    const parsed = all[index];
    if (parsed) cells.set(row, parsed);
  }
  return cells;
}

function parseText(text: string, delimiter: Delimiter): readonly (readonly string[])[] | undefined {
  if (text === '') return [];
  try {
    return parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' });
  } catch {
    // wrong quotation marks: the record says so
    return undefined;
  }
}
