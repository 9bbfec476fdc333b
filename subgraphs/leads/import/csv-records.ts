import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { type TextLine, textLines } from './text-lines.ts';

/** Dialect of a CSV file. */
export interface CsvDialect {
  /** one character */
  readonly delimiter: string;
  /** a label of the WHATWG Encoding standard; `utf-8` when absent */
  readonly encoding?: string | undefined;
}

/** One record of a CSV file. */
export interface CsvRecord {
  /** number of the row in a spreadsheet: the header is row 1, quoted line breaks do not count */
  readonly row: number;
  readonly cells: readonly string[];
  /** bytes of the file up to the end of this record */
  readonly bytes: number;
  /** set when quotation marks or bytes are invalid; with wrong quotation marks the line is the only cell */
  readonly fault?: string;
}

/** Most lines of one record: a quotation mark that is not closed within them is a mistake. */
const MAX_LINES = 1_000;

/** Most bytes of those lines, for the same reason. */
const MAX_RECORD_BYTES = 16 * 1_024 * 1_024;

/**
 * Reads the records of a CSV stream, one at a time: quoted line breaks, CRLF, a byte order mark and ragged rows included.
 *
 * A wrong quotation mark would swallow the rest of the file: its line becomes a record with a fault, and reading continues
 * with the next line. A record with bytes that are invalid in the encoding has a fault too. Blank lines are skipped.
 *
 * @throws {DomainError} IMPORT_FILE_UNREADABLE at a line of more than 16 MiB
 */
export async function* csvRecords(
  source: Readable,
  { delimiter, encoding = 'utf-8' }: CsvDialect,
): AsyncGenerator<CsvRecord> {
  const lines = new LineQueue(textLines(source, encoding));
  let bytes = 0;
  for (let row = 1; ; row++) {
    const taken = await takeRecord(lines, delimiter);
    if (!taken) return;
    bytes += sum(taken.lines.map((line) => line.bytes));
    const isBroken = taken.lines.some((line) => line.isBroken);
    const fault = isBroken ? { fault: `invalid ${encoding} bytes` } : {};
    if (taken.lines.some(({ text }) => text.trim() !== '')) yield { row, bytes, ...taken.record, ...fault };
  }
}

interface Taken {
  readonly lines: readonly TextLine[];
  readonly record: Pick<CsvRecord, 'cells' | 'fault'>;
}

/** Consumes the lines of the next record; only the first one when they make no record. */
async function takeRecord(lines: LineQueue, delimiter: string): Promise<Taken | undefined> {
  const taken: TextLine[] = [];
  let isOpen = false;
  let fault = 'a quotation mark is not closed';
  let bytes = 0;
  while (taken.length < MAX_LINES && bytes < MAX_RECORD_BYTES) {
    const line = await lines.take();
    if (line === undefined) break;
    taken.push(line);
    bytes += line.bytes;
    if (countQuotes(line.text) % 2 === 1) isOpen = !isOpen;
    if (isOpen) continue;
    const text = taken.map((each) => each.text).join('');
    const parsed = parseRecord(text.replace(/\r?\n$|\r$/, ''), delimiter);
    if ('cells' in parsed) return { lines: taken, record: parsed };
    fault = parsed.fault;
    break;
  }
  const [first, ...others] = taken;
  lines.putBack(others);
  return first && { lines: [first], record: { cells: [first.text.trimEnd()], fault } };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function countQuotes(line: string): number {
  return line.split('"').length - 1;
}

function parseRecord(text: string, delimiter: string): { cells: string[] } | { fault: string } {
  if (!text.includes('"')) return { cells: text.split(delimiter) };
  try {
    const [cells = []] = parse(text, { delimiter, relax_column_count: true });
    return { cells };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}

/** Queue of a file's lines, to which lines can be returned. */
class LineQueue {
  readonly #stream: AsyncIterator<TextLine>;
  #given: TextLine[] = [];

  constructor(stream: AsyncIterator<TextLine>) {
    this.#stream = stream;
  }

  async take(): Promise<TextLine | undefined> {
    const given = this.#given.shift();
    if (given !== undefined) return given;
    const next = await this.#stream.next();
    return next.done ? undefined : next.value;
  }

  putBack(lines: readonly TextLine[]): void {
    this.#given = [...lines, ...this.#given];
  }
}
