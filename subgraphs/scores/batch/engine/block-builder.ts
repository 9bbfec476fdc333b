import type { DuckDBDataChunk } from '@duckdb/node-api';
import { doubleColumn } from '../../../../lake/duckdb/double-column.ts';
import type { FeatureColumns } from '../../../../scoring/onnx/feature-columns.ts';
import { blockRows } from '../../inference/pad-to-block.ts';

/** Rows for one run of a model. */
export interface GoldBlock {
  /** number of each row within its file */
  readonly rowNumbers: Float64Array;
  /** features, padded to whole blocks with the last row */
  readonly columns: FeatureColumns;
}

/** Names of the features of a block, by kind. */
export interface BlockNames {
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
}

/**
 * Collects chunks into blocks of a fixed number of rows. A chunk has the row number first, then the numbers, then the
 * categories; all but the categories are DOUBLE without NULL.
 */
export class BlockBuilder {
  readonly #names: BlockNames;
  readonly #capacity: number;
  #rowNumbers: Float64Array;
  #numbers: Float64Array<ArrayBuffer>;
  #categories: (string | null)[][];
  #rows = 0;

  /** @param capacity rows of a whole block, a multiple of four */
  constructor(names: BlockNames, capacity: number) {
    this.#names = names;
    this.#capacity = capacity;
    this.#rowNumbers = new Float64Array(capacity);
    this.#numbers = new Float64Array(capacity * names.numbers.length);
    this.#categories = names.categories.map(() => []);
  }

  /** Adds a chunk. @returns the blocks that it completes */
  add(chunk: DuckDBDataChunk): readonly GoldBlock[] {
    const blocks: GoldBlock[] = [];
    for (let from = 0; from < chunk.rowCount; ) {
      const until = Math.min(chunk.rowCount, from + this.#capacity - this.#rows);
      this.#copy(chunk, from, until);
      from = until;
      if (this.#rows === this.#capacity) blocks.push(this.#take());
    }
    return blocks;
  }

  /** The rows that fill no whole block; undefined without any. */
  rest(): GoldBlock | undefined {
    return this.#rows > 0 ? this.#take() : undefined;
  }

  #copy(chunk: DuckDBDataChunk, from: number, until: number): void {
    const { numbers, categories } = this.#names;
    this.#rowNumbers.set(doubleColumn(chunk, 0).subarray(from, until), this.#rows);
    for (let at = 0; at < numbers.length; at++)
      this.#numbers.set(doubleColumn(chunk, at + 1).subarray(from, until), at * this.#capacity + this.#rows);
    for (let at = 0; at < categories.length; at++) {
      const vector = chunk.getColumnVector(1 + numbers.length + at);
      const column = this.#categories[at] as (string | null)[];
      for (let row = from; row < until; row++) column.push(vector.getItem(row) as string | null);
    }
    this.#rows += until - from;
  }

  #take(): GoldBlock {
    const { numbers, categories } = this.#names;
    const taken = this.#rows;
    const rows = blockRows(taken);
    const columns: FeatureColumns = {
      rows,
      numberNames: numbers,
      numbers: rows === this.#capacity && taken === rows ? this.#numbers : this.#padded(rows),
      categoryNames: categories,
      categories: this.#categories.flatMap((column) => [
        ...column,
        ...Array<string | null>(rows - taken).fill(column.at(-1) ?? null),
      ]),
    };
    const rowNumbers = this.#rowNumbers.slice(0, taken);
    // the numbers are handed over to the thread that runs the model
    this.#numbers = new Float64Array(this.#capacity * numbers.length);
    this.#categories = categories.map(() => []);
    this.#rows = 0;
    return { rowNumbers, columns };
  }

  #padded(rows: number): Float64Array<ArrayBuffer> {
    const padded = new Float64Array(rows * this.#names.numbers.length);
    for (let at = 0; at < this.#names.numbers.length; at++) {
      const column = this.#numbers.subarray(at * this.#capacity, at * this.#capacity + this.#rows);
      padded.set(column, at * rows);
      padded.fill(column.at(-1) as number, at * rows + this.#rows, (at + 1) * rows);
    }
    return padded;
  }
}
