import type { Socket } from 'node:net';

// the other side does not read: a kernel takes some hundred KiB before this counts
const FULL_BYTES = 1_048_576;

/** Writes lines to a connection: those of one turn of the event loop by one system call. */
export class LineWriter {
  readonly #socket: Socket;
  #text = '';

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Whether so much waits for the other side that nothing should be added. */
  get isFull(): boolean {
    return this.#socket.writableLength > FULL_BYTES;
  }

  /** @param line without its end; holds no line feed */
  write(line: string): void {
    if (this.#text === '') setImmediate(this.flush);
    this.#text += `${line}\n`;
    // what many calls are answered in one turn may be more than a string can hold
    if (this.#text.length > FULL_BYTES) this.flush();
  }

  /** Writes what has been gathered now. */
  readonly flush = (): void => {
    const text = this.#text;
    this.#text = '';
    if (text !== '' && this.#socket.writable) this.#socket.write(text);
  };
}
