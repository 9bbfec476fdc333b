import { cutText } from '../../../platform/cut-text.ts';

/** Fault of a rejected row: column, text found, text expected. */
export class RowFault extends Error {
  override readonly name = 'RowFault';

  /**
   * @param column   of the file
   * @param found    text of the cell
   * @param expected words that complete 'expected …'
   */
  constructor(column: string, found: string, expected: string) {
    super(`${column}: found ${JSON.stringify(excerpt(found))}, expected ${expected}`);
  }
}

function excerpt(text: string): string {
  return cutText(text, 81);
}
