import { parseNumber } from './parse-number.ts';
import { parseTime, type TimeSpan } from './parse-time.ts';
import { RowFault } from './row-fault.ts';
import type { NumberSource, TextSource, TimeSource } from './value-source.ts';

/** The cells of a row by column. */
export type Cells = ReadonlyMap<string, string>;

const MAX_COUNT = 2_147_483_647;

/** Reads the values of one row by their sources. */
export class ValueReader {
  readonly #cells: Cells;
  readonly #missing: ReadonlySet<string>;
  readonly #now: number;

  /**
   * @param missing texts that stand for an unknown value, beside the empty one
   * @param now     epoch milliseconds; times after it are faults
   */
  constructor(cells: Cells, missing: readonly string[], now: number) {
    this.#cells = cells;
    this.#missing = new Set(['', ...missing]);
    this.#now = now;
  }

  /** Text of a source; null for an unknown value. @throws {RowFault} */
  text(source: TextSource): string | null {
    if ('constant' in source) return source.constant;
    const word = this.cell(source.column);
    if (word === null) return null;
    if (source.values && Object.hasOwn(source.values, word)) return source.values[word] ?? null;
    if (source.otherwise === 'REJECT') throw new RowFault(source.column, word, 'a value of the mapping');
    if (source.otherwise === 'MISSING') return null;
    return source.words === 'UPPER_SNAKE' ? upperSnake(word) : word;
  }

  /** Rounded number of at least 0; null for an unknown value. @throws {RowFault} */
  count(source: NumberSource): number | null {
    const value = this.number(source);
    if (value === null) return null;
    const rounded = Math.round(value);
    if (rounded >= 0 && rounded <= MAX_COUNT) return rounded;
    throw new RowFault(columnNames(source), String(value), `a number from 0 to ${MAX_COUNT}`);
  }

  /** Number of a source; null for an unknown value. @throws {RowFault} */
  number(source: NumberSource): number | null {
    if ('constant' in source) return source.constant;
    const columns = 'product' in source ? source.product : [source.column];
    let product = 1;
    for (const column of columns) {
      const cell = this.cell(column);
      if (cell === null) return null;
      const value = parseNumber(cell, source.decimalMark);
      if (value === undefined) throw new RowFault(column, cell, 'a number');
      product *= value;
    }
    return product;
  }

  /** Time of a source. @throws {RowFault} when it is absent, invalid or in the future */
  time(source: TimeSource): TimeSpan {
    if ('constant' in source) return instant(source.constant);
    const cell = this.cell(source.column);
    const absent = source.default === undefined ? undefined : instant(source.default);
    const time = cell === null ? absent : parseTime(cell, source.format, source.utcOffset);
    if (time === undefined) throw new RowFault(source.column, cell ?? '', `a time, format ${source.format}`);
    if (time.startMs > this.#now) throw new RowFault(source.column, cell ?? '', 'a time that is not in the future');
    return time;
  }

  /** Trimmed text of a cell in composed form (NFC); null for an unknown value. */
  cell(column: string): string | null {
    const cell = (this.#cells.get(column) ?? '').trim().normalize('NFC');
    return this.#missing.has(cell) ? null : cell;
  }
}

function columnNames(source: NumberSource): string {
  if ('product' in source) return source.product.join(' × ');
  return 'column' in source ? source.column : 'constant';
}

function instant(epochMs: number): TimeSpan {
  return { startMs: epochMs, endMs: epochMs + 1 };
}

/**
 * Upper snake case of a text: its letters and digits in capitals, with `_` in place of other characters; null without any.
 * Combining marks and joiners belong to their letters.
 */
export function upperSnake(words: string): string | null {
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  return words
    .replace(/[^\p{L}\p{M}\p{N}\u200c\u200d]+/gu, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase()
    .normalize('NFC');
}
