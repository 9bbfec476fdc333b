import { type FileHandle, open } from 'node:fs/promises';
import { DomainError } from '../../../platform/errors.ts';

/** A row that was not imported, with its cells and the reason. */
export interface RejectedRow {
  readonly row: number;
  readonly reason: string;
  readonly header: readonly string[];
  readonly cells: readonly string[];
}

/**
 * File of rejected rows: a column `reason`, then the columns of the original. Once corrected, it can be imported with the
 * same mapping. It is created with the first rejected row.
 */
export class RejectsFile {
  readonly path: string;
  readonly #delimiter: string;
  #handle: FileHandle | undefined;

  constructor(path: string, delimiter: string) {
    this.path = path;
    this.#delimiter = delimiter;
  }

  /** @throws {DomainError} IMPORT_FILE_UNREADABLE when the file cannot be created */
  async add({ header, cells, reason }: RejectedRow): Promise<void> {
    if (!this.#handle) {
      this.#handle = await open(this.path, 'w').catch((error: NodeJS.ErrnoException) => {
        throw new DomainError('IMPORT_FILE_UNREADABLE', `rejects ${this.path}: ${error.code}`, {}, { cause: error });
      });
      await this.#handle.write(this.#line(['reason', ...header]));
    }
    await this.#handle.write(this.#line([reason, ...cells]));
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }

  #line(cells: readonly string[]): string {
    return `${cells.map((cell) => this.#quote(cell)).join(this.#delimiter)}\r\n`;
  }

  #quote(cell: string): string {
    return /["\r\n]/.test(cell) || cell.includes(this.#delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
}
