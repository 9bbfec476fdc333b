import { isoTime } from '../iso-time.ts';
import { csvLine, csvText } from './csv-line.ts';
import type { ExportColumn, ExportColumns, ExportColumnType, ExportValue } from './export-column.ts';

/** Writes the rows of an export in one format. */
export interface PageEncoder {
  /** Encodes rows; empty when they wait for more. */
  encode(columns: ExportColumns): Uint8Array;
  /** Encodes what waits, and the end of the file. */
  finish(): Uint8Array;
}

type WriteCell = (value: ExportValue) => string;

/** Encoder of text, row by row. */
class LineEncoder implements PageEncoder {
  readonly #writeRow: (columns: ExportColumns, row: number) => string;
  #head: string;

  constructor(head: string, writeRow: (columns: ExportColumns, row: number) => string) {
    this.#head = head;
    this.#writeRow = writeRow;
  }

  encode(columns: ExportColumns): Uint8Array {
    let text = this.#head;
    this.#head = '';
    const rows = columns[0]?.length ?? 0;
    for (let row = 0; row < rows; row += 1) text += this.#writeRow(columns, row);
    return Buffer.from(text);
  }

  finish(): Uint8Array {
    const head = this.#head;
    this.#head = '';
    return Buffer.from(head);
  }
}

/** Encoder of CSV with a header line: missing values are empty, times are ISO 8601; see {@link csvLine}. */
export function csvEncoder(columns: readonly ExportColumn[]): PageEncoder {
  const writers = columns.map(({ type }) => CSV_CELLS[type]);
  return new LineEncoder(csvLine(columns.map(({ name }) => name)), (cells, row) => {
    let line = '';
    for (let place = 0; place < writers.length; place += 1) {
      if (place > 0) line += ',';
      const value = cells[place]?.[row] ?? null;
      if (value !== null) line += (writers[place] as WriteCell)(value);
    }
    return `${line}\r\n`;
  });
}

/** Encoder of JSON Lines: one object a line, its members in the order of the columns, missing values null. */
export function jsonLinesEncoder(columns: readonly ExportColumn[]): PageEncoder {
  const members = columns.map(({ name, type }, place) => {
    return { key: `${place > 0 ? ',' : '{'}${JSON.stringify(name)}:`, write: JSON_CELLS[type] };
  });
  return new LineEncoder('', (cells, row) => {
    let line = '';
    for (let place = 0; place < members.length; place += 1) {
      const { key, write } = members[place] as (typeof members)[number];
      const value = cells[place]?.[row] ?? null;
      line += value === null ? `${key}null` : key + write(value);
    }
    return `${line}}\n`;
  });
}

const timeText: WriteCell = (value) => isoTime(value as number);

const CSV_CELLS: Readonly<Record<ExportColumnType, WriteCell>> = {
  text: (value) => csvText(value as string),
  integer: String,
  number: String,
  boolean: String,
  time: timeText,
};

const JSON_CELLS: Readonly<Record<ExportColumnType, WriteCell>> = {
  text: (value) => JSON.stringify(value),
  integer: String,
  number: String,
  boolean: String,
  time: (value) => `"${timeText(value)}"`,
};
