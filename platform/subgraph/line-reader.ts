import { StringDecoder } from 'node:string_decoder';

/** Splits the bytes of a connection, text in UTF-8, into lines. */
export class LineReader {
  readonly #maxLength: number;
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  /** @param maxLength of one line, UTF-16 units */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /**
   * Lines that a chunk completes, without their ends.
   *
   * @returns undefined when a line is too long: nothing after it can be read
   */
  push(chunk: Buffer): readonly string[] | undefined {
    const lines = this.#decoder.write(chunk).split('\n');
    lines[0] = this.#rest + lines[0];
    this.#rest = lines.pop() as string;
    return this.#rest.length > this.#maxLength ? undefined : lines;
  }
}
