import type { DuckDBDataChunk } from '@duckdb/node-api';
import { doubleColumn } from '../../../../lake/duckdb/double-column.ts';
import type { FeatureColumns } from '../../../../scoring/onnx/feature-columns.ts';
import { blockRows } from '../../inference/pad-to-block.ts';
import type { BlockBuffers } from './block-buffers.ts';

/** Rows for one run of a model. */
export interface GoldBlock {
  /** number of each row within its file */
  readonly rowNumbers: Float64Array;
  /** features, padded to whole blocks with the last row */
  readonly columns: FeatureColumns;
  /** Gives the memory of the numbers back, once the block has run. */
  release(): void;
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
  readonly #buffers: BlockBuffers;
  readonly #capacity: number;
  readonly #rowNumbers: Float64Array;
  #numbers: Float64Array | undefined;
  #categories: (string | null)[][];
  #rows = 0;

  constructor(names: BlockNames, buffers: BlockBuffers) {
    this.#names = names;
    this.#buffers = buffers;
    this.#capacity = buffers.rows;
    this.#rowNumbers = new Float64Array(buffers.rows);
    this.#categories = names.categories.map(() => []);
  }

  /** Adds a chunk. @returns the blocks that it completes */
  add(chunk: DuckDBDataChunk): readonly GoldBlock[] {
    const blocks: GoldBlock[] = [];
    for (let from = 0; from < chunk.rowCount; ) {
      const until = Math.min(chunk.rowCount, from + this.#capacity - this.#rows);
      this.#numbers ??= this.#buffers.take();
      this.#copy(chunk, from, until, this.#numbers);
      from = until;
      if (this.#rows === this.#capacity) blocks.push(this.#build(this.#numbers));
    }
    return blocks;
  }

  /** The rows that fill no whole block; undefined without any. */
  rest(): GoldBlock | undefined {
    return this.#numbers && this.#build(this.#numbers);
  }

  /** Gives the memory of an unfinished block back. */
  close(): void {
    if (this.#numbers) this.#buffers.giveBack(this.#numbers);
    this.#numbers = undefined;
  }

  #copy(chunk: DuckDBDataChunk, from: number, until: number, target: Float64Array): void {
    const { numbers, categories } = this.#names;
    this.#rowNumbers.set(doubleColumn(chunk, 0).subarray(from, until), this.#rows);
    for (let at = 0; at < numbers.length; at++)
      target.set(doubleColumn(chunk, at + 1).subarray(from, until), at * this.#capacity + this.#rows);
    for (let at = 0; at < categories.length; at++) {
      const vector = chunk.getColumnVector(1 + numbers.length + at);
      const column = this.#categories[at] as (string | null)[];
      for (let row = from; row < until; row++) column.push(vector.getItem(row) as string | null);
    }
    this.#rows += until - from;
  }

  #build(buffer: Float64Array): GoldBlock {
    const { numbers, categories } = this.#names;
    const taken = this.#rows;
    const rows = blockRows(taken);
    this.#pad(buffer, rows);
    const columns: FeatureColumns = {
      rows,
      numberNames: numbers,
      numbers: buffer.subarray(0, rows * numbers.length),
      categoryNames: categories,
      categories: this.#categories.flat(),
    };
    this.#numbers = undefined;
    this.#categories = categories.map(() => []);
    this.#rows = 0;
    const release = (): void => this.#buffers.giveBack(buffer);
    return { rowNumbers: this.#rowNumbers.slice(0, taken), columns, release };
  }

  /** Moves the columns of an unfinished block together, each padded with its last value. */
  #pad(buffer: Float64Array, rows: number): void {
    const taken = this.#rows;
    for (const column of this.#categories) while (column.length < rows) column.push(column.at(-1) ?? null);
    if (taken === this.#capacity) return;
    for (let at = 0; at < this.#names.numbers.length; at++) {
      const from = at * this.#capacity;
      buffer.copyWithin(at * rows, from, from + taken);
      buffer.fill(buffer[at * rows + taken - 1] as number, at * rows + taken, (at + 1) * rows);
    }
  }
}
