import type { OutcomeResult } from '../outcomes/outcome.ts';
import { RowFault } from './row-fault.ts';
import type { ValueReader } from './value-reader.ts';

/** Column with the results of leads, and the words of each; null: still open. */
export interface ResultSource {
  readonly column: string;
  readonly values: Readonly<Record<string, OutcomeResult | null>>;
}

/**
 * Reads the result of a lead; null while it is open.
 *
 * @throws {RowFault} for a word that is not among those of the source
 */
export function readResult(values: ValueReader, { column, values: results }: ResultSource): OutcomeResult | null {
  const word = values.cell(column);
  if (word === null) return null;
  const result = Object.hasOwn(results, word) ? results[word] : undefined;
  if (result === undefined) throw new RowFault(column, word, `one of ${Object.keys(results).join(', ')}`);
  return result;
}
