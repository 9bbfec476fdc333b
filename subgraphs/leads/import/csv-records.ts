import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { type TextLine, textLines } from './text-lines.ts';

/** How a CSV file is written. */
export interface CsvDialect {
  /** one character */
  readonly delimiter: string;
  /** a label of the WHATWG Encoding standard; `utf-8` when absent */
  readonly encoding?: string | undefined;
}

/** One record of a CSV file. */
export interface CsvRecord {
  /** as a spreadsheet counts: the header is row 1, a quoted line break does not count */
  readonly row: number;
  readonly cells: readonly string[];
  /** of the file, up to the end of this record */
  readonly bytes: number;
  /** set when the text is no CSV of the dialect: wrong quotation marks, the line then being the only cell, or bytes */
  readonly fault?: string;
}

/** Lines one record may have: a quotation mark that is not closed within them is a mistake. */
const MAX_LINES = 1_000;

/** Bytes of those lines, for the same reason. */
const MAX_RECORD_BYTES = 16 * 1_024 * 1_024;

/**
 * Reads the records of a CSV stream, one at a time: quoted line breaks, CRLF, a byte order mark and ragged rows included.
 *
 * A wrong quotation mark would swallow what follows it: its line becomes a record with a fault, and reading goes on with
 * the next line. So does a record with bytes that are no text of the encoding. Blank lines are left out.
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
    const fault = isBroken ? { fault: `its bytes are no ${encoding}` } : {};
    if (taken.lines.some(({ text }) => text.trim() !== '')) yield { row, bytes, ...taken.record, ...fault };
  }
}

interface Taken {
  readonly lines: readonly TextLine[];
  readonly record: Pick<CsvRecord, 'cells' | 'fault'>;
}

/** Takes the lines of the next record; only the first one when they make no record. */
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
  lines.giveBack(others);
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

/** Lines of a file, which can be given back. */
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

  giveBack(lines: readonly TextLine[]): void {
    this.#given = [...lines, ...this.#given];
  }
}
