import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';

/** One record of a CSV file. */
export interface CsvRecord {
  /** as a spreadsheet counts: the header is row 1, a quoted line break does not count */
  readonly row: number;
  readonly cells: readonly string[];
  /** of the file, up to the end of this record */
  readonly bytes: number;
  /** set when the line, then the only cell, is no CSV: what is wrong with its quotation marks */
  readonly fault?: string;
}

/** Lines one record may have: a quotation mark that is not closed within them is a mistake. */
const MAX_LINES = 1_000;

/**
 * Reads the records of a CSV stream, one at a time: quoted line breaks, CRLF, a byte order mark and ragged rows included.
 *
 * A wrong quotation mark would swallow what follows it: its line becomes a record with a fault, and reading goes on with
 * the next line. Blank lines are left out.
 */
export async function* csvRecords(source: Readable, delimiter: string): AsyncGenerator<CsvRecord> {
  const lines = new LineQueue(source);
  let bytes = 0;
  for (let row = 1; ; row++) {
    const taken = await takeRecord(lines, delimiter);
    if (!taken) return;
    bytes += Buffer.byteLength(taken.text);
    if (taken.text.trim() !== '') yield { row, bytes, ...taken.record };
  }
}

interface Taken {
  readonly text: string;
  readonly record: Pick<CsvRecord, 'cells' | 'fault'>;
}

/** Takes the lines of the next record; only the first one when they make no record. */
async function takeRecord(lines: LineQueue, delimiter: string): Promise<Taken | undefined> {
  const taken: string[] = [];
  let isOpen = false;
  let fault = 'a quotation mark is not closed';
  while (taken.length < MAX_LINES) {
    const line = await lines.take();
    if (line === undefined) break;
    taken.push(line);
    if (countQuotes(line) % 2 === 1) isOpen = !isOpen;
    if (isOpen) continue;
    const text = taken.join('');
    const parsed = parseRecord(text.replace(/\r?\n$|\r$/, ''), delimiter);
    if ('cells' in parsed) return { text, record: parsed };
    fault = parsed.fault;
    break;
  }
  const [first, ...others] = taken;
  lines.giveBack(others);
  return first === undefined ? undefined : { text: first, record: { cells: [first.trimEnd()], fault } };
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

/** The lines of a stream, each with its end, which can be given back. */
class LineQueue {
  readonly #stream: AsyncIterator<string>;
  #given: string[] = [];

  constructor(source: Readable) {
    this.#stream = readLines(source);
  }

  async take(): Promise<string | undefined> {
    const given = this.#given.shift();
    if (given !== undefined) return given;
    const next = await this.#stream.next();
    return next.done ? undefined : next.value;
  }

  giveBack(lines: readonly string[]): void {
    this.#given = [...lines, ...this.#given];
  }
}

async function* readLines(source: Readable): AsyncGenerator<string> {
  // the decoder drops a byte order mark
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true });
    // a CR at the very end may be half of a CRLF
    const complete = /^.*(\n|\r(?!$))/s.exec(rest)?.[0] ?? '';
    rest = rest.slice(complete.length);
    yield* complete.match(/[^\r\n]*(\r\n|\n|\r)/g) ?? [];
  }
  yield* (rest + decoder.decode()).match(/[^\r\n]*(\r\n|\n|\r)|[^\r\n]+/g) ?? [];
}
