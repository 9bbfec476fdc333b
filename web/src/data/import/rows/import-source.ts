import { type CsvRecord, type RecordBatch, readRecords } from '../csv/csv-records.ts';
import { type Dialect, detectDelimiter, detectEncoding } from '../csv/dialect.ts';

/** A file to import, with its header and first rows. */
export interface ImportSource {
  readonly file: File;
  readonly dialect: Dialect;
  /** names of the columns, trimmed */
  readonly header: readonly string[];
  /** the first rows after the header */
  readonly sample: readonly CsvRecord[];
}

const FIRST_BYTES = 64 * 1_024;
const SAMPLE_ROWS = 50;

/** Opens a file: finds its dialect, or takes a given one, and reads its header and first rows. */
export async function openSource(file: File, given?: Dialect): Promise<ImportSource> {
  const dialect = given ?? (await detectDialect(file));
  const records: CsvRecord[] = [];
  for await (const batch of readRecords(file, dialect)) {
    records.push(...batch.records);
    if (records.length > SAMPLE_ROWS) break;
  }
  const [header, ...rows] = records;
  return {
    file,
    dialect,
    header: (header?.cells ?? []).map((name) => name.trim().normalize('NFC')),
    sample: rows.slice(0, SAMPLE_ROWS),
  };
}

/** Records after the header. */
export async function* readRows({
  file,
  dialect,
}: Pick<ImportSource, 'file' | 'dialect'>): AsyncGenerator<RecordBatch> {
  let hasHeader = false;
  for await (const { records, bytes } of readRecords(file, dialect)) {
    yield { records: hasHeader ? records : records.slice(1), bytes };
    hasHeader ||= records.length > 0;
  }
}

async function detectDialect(file: File): Promise<Dialect> {
  const bytes = new Uint8Array(await file.slice(0, FIRST_BYTES).arrayBuffer());
  const encoding = detectEncoding(bytes);
  return { encoding, delimiter: detectDelimiter(new TextDecoder(encoding).decode(bytes)) };
}
