import { cutText } from '../../../platform/cut-text.ts';

/** Why a row of an import is rejected: column, text found, text expected. */
export class RowFault extends Error {
  override readonly name = 'RowFault';

  /**
   * @param column   of the file
   * @param found    what stands there
   * @param expected words that complete 'expected …'
   */
  constructor(column: string, found: string, expected: string) {
    super(`${column}: found ${JSON.stringify(excerpt(found))}, expected ${expected}`);
  }
}

function excerpt(text: string): string {
  return cutText(text, 81);
}
