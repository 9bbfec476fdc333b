import type { OutcomeRow } from '../rows.ts';
import { isStorableText } from '../text-rule.ts';
import { OutcomeResult } from '../vocabulary.ts';
import { parseNumber } from './parse-number.ts';
import { parseTime } from './parse-time.ts';
import { RowFault } from './row-fault.ts';

/** Columns that a file of outcomes must have. */
export const NEEDED_COLUMNS = ['lead_id', 'result', 'occurred_at'] as const;

/** Columns that it may have beside them. */
export const FURTHER_COLUMNS = ['revenue', 'reason'] as const;

const MAX_REASON_LENGTH = 2_000;

/**
 * Reads one row of a file of outcomes.
 *
 * @param cells by column
 * @param now   epoch milliseconds; nothing can have happened later
 * @throws {RowFault} naming the column, what was found and what is expected
 */
export function readOutcomeRow(cells: ReadonlyMap<string, string>, now: number): OutcomeRow {
  const cell = (column: string) => (cells.get(column) ?? '').trim();
  const leadId = cell('lead_id');
  if (leadId === '' || !isStorableText(leadId)) throw new RowFault('lead_id', leadId, 'the id of a lead');
  const result = Object.values(OutcomeResult).find((name) => name === cell('result'));
  if (!result) throw new RowFault('result', cell('result'), `one of ${Object.keys(OutcomeResult).join(', ')}`);
  const reason = cell('reason');
  if (reason.length > MAX_REASON_LENGTH || !isStorableText(reason))
    throw new RowFault('reason', reason, `a text of at most ${MAX_REASON_LENGTH} characters`);
  return {
    lead_id: leadId,
    result,
    occurred_at: readTime(cell('occurred_at'), now),
    recorded_at: now,
    revenue: readRevenue(cell('revenue'), result),
    reason: reason || null,
  };
}

function readTime(text: string, now: number): number {
  const time = parseTime(text, 'ISO', 'Z');
  if (time === undefined) throw new RowFault('occurred_at', text, 'an ISO 8601 time');
  if (time > now) throw new RowFault('occurred_at', text, 'a time that is not in the future');
  return time;
}

function readRevenue(text: string, result: OutcomeResult): number | null {
  if (text === '') return null;
  const revenue = parseNumber(text, '.');
  if (revenue === undefined || revenue < 0) throw new RowFault('revenue', text, 'a number of 0 or more');
  if (result === OutcomeResult.LOST) throw new RowFault('revenue', text, 'none for a lost lead');
  return revenue;
}
