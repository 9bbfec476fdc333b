/** Memory for the numbers of blocks, used again and again: a new megabyte per block would cost more than filling it. */
export class BlockBuffers {
  /** rows of a block */
  readonly rows: number;
  readonly #length: number;
  readonly #isShared: boolean;
  readonly #free: Float64Array[] = [];

  /**
   * @param rows     of a block, a multiple of four
   * @param columns  number features of a row
   * @param isShared whether threads read it, so that nothing is copied to them; processes cannot
   */
  constructor(rows: number, columns: number, isShared: boolean) {
    this.rows = rows;
    this.#length = rows * columns;
    this.#isShared = isShared;
  }

  /** Memory of a block, with any content. */
  take(): Float64Array {
    const free = this.#free.pop();
    if (free) return free;
    if (!this.#isShared) return new Float64Array(this.#length);
    return new Float64Array(new SharedArrayBuffer(this.#length * Float64Array.BYTES_PER_ELEMENT));
  }

  /** Takes memory back that nobody reads any more. */
  giveBack(numbers: Float64Array): void {
    this.#free.push(numbers);
  }
}
