import { RowFault } from '../../import/row-fault.ts';
import type { ValueReader } from '../../import/value-reader.ts';
import type { NumberSource, TextSource } from '../../import/value-source.ts';
import { OutcomeResult, type OutcomeRow } from '../../outcomes/outcome.ts';

const MAX_REASON_LENGTH = 2_000;

/**
 * Reads revenue and reason of an outcome; a lost lead has no revenue.
 *
 * @throws {RowFault} for a revenue below 0 or a reason of more than 2,000 characters
 */
export function readOutcomeDetails(
  values: ValueReader,
  { revenue, reason }: { readonly revenue?: NumberSource | undefined; readonly reason?: TextSource | undefined },
  result: OutcomeResult,
): Pick<OutcomeRow, 'revenue' | 'reason'> {
  const amount = revenue && result === OutcomeResult.CONVERTED ? values.number(revenue) : null;
  if (amount !== null && !(amount >= 0)) throw new RowFault('revenue', String(amount), '0 or more');
  const words = reason ? values.text(reason) : null;
  if (words !== null && words.length > MAX_REASON_LENGTH)
    throw new RowFault('reason', `${words.length} characters`, `${MAX_REASON_LENGTH} at most`);
  return { revenue: amount, reason: words };
}
