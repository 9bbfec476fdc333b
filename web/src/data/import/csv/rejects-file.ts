import type { Delimiter } from './dialect.ts';

const PIECE_LENGTH = 256 * 1_024;

/**
 * A CSV file of rows that were not taken, with the reason in front: corrected, it can be imported again. Its text is
 * handed to the browser piece by piece, which may keep it on disk.
 */
export class RejectsFile {
  readonly #delimiter: Delimiter;
  #pieces: Blob[] = [];
  #text: string;

  constructor(header: readonly string[], delimiter: Delimiter) {
    this.#delimiter = delimiter;
    // Excel takes a file for UTF-8 by its byte order mark only
    this.#text = `\ufeff${this.#line(['reason', ...header])}`;
  }

  add(reason: string, cells: readonly string[]): void {
    this.#text += this.#line([reason, ...cells]);
    if (this.#text.length >= PIECE_LENGTH) this.#flush();
  }

  /** The file so far. */
  blob(): Blob {
    this.#flush();
    return new Blob(this.#pieces, { type: 'text/csv' });
  }

  #flush(): void {
    this.#pieces.push(new Blob([this.#text]));
    this.#text = '';
  }

  #line(cells: readonly string[]): string {
    return `${cells.map((cell) => this.#quoted(cell)).join(this.#delimiter)}\r\n`;
  }

  #quoted(cell: string): string {
    return /["\r\n]/.test(cell) || cell.includes(this.#delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
}
