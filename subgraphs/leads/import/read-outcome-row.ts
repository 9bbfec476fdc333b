import { isStorableText } from '../../../platform/storable-text.ts';
import { OutcomeResult, type OutcomeRow } from '../outcomes/outcome.ts';
import { FaultCollector } from './fault-collector.ts';
import { parseNumber } from './parse-number.ts';
import { parseTime, type TimeSpan } from './parse-time.ts';
import { RowFault } from './row-fault.ts';

/** Columns that a file of outcomes must have. */
export const NEEDED_COLUMNS = ['lead_id', 'result', 'occurred_at'] as const;

/** Optional columns. */
export const FURTHER_COLUMNS = ['revenue', 'reason'] as const;

const MAX_REASON_LENGTH = 2_000;

/** One row of a file of outcomes. */
export interface ImportedOutcome {
  /** at the start of {@link occurred} */
  readonly outcome: OutcomeRow;
  /** at the precision of the file */
  readonly occurred: TimeSpan;
}

/**
 * Reads one row of a file of outcomes.
 *
 * @param cells by column
 * @param now   epoch milliseconds; times after it are faults
 * @throws {RowFault} naming each column at fault, with the text found and expected
 */
export function readOutcomeRow(cells: ReadonlyMap<string, string>, now: number): ImportedOutcome {
  const cell = (column: string) => (cells.get(column) ?? '').trim();
  const faults = new FaultCollector();
  const leadId = faults.attempt(() => readLeadId(cell('lead_id')), '');
  const result = faults.attempt(() => readResult(cell('result')), undefined);
  const occurred = faults.attempt(() => readTime(cell('occurred_at'), now), undefined);
  const revenue = faults.attempt(() => readRevenue(cell('revenue'), result), null);
  const reason = faults.attempt(() => readReason(cell('reason')), null);
  faults.finish();
  if (!result || !occurred) throw new TypeError('a row without a fault has no result or no time');
  const outcome = { lead_id: leadId, result, occurred_at: occurred.startMs, recorded_at: now, revenue, reason };
  return { outcome, occurred };
}

function readLeadId(text: string): string {
  if (text !== '' && isStorableText(text)) return text;
  throw new RowFault('lead_id', text, 'the id of a lead');
}

function readResult(text: string): OutcomeResult {
  const result = Object.values(OutcomeResult).find((name) => name === text);
  if (result) return result;
  throw new RowFault('result', text, `one of ${Object.keys(OutcomeResult).join(', ')}`);
}

function readReason(text: string): string | null {
  if (text.length <= MAX_REASON_LENGTH && isStorableText(text)) return text || null;
  throw new RowFault('reason', text, `a text of at most ${MAX_REASON_LENGTH} characters`);
}

function readTime(text: string, now: number): TimeSpan {
  const time = parseTime(text, 'ISO', 'Z');
  if (time === undefined) throw new RowFault('occurred_at', text, 'an ISO 8601 time');
  if (time.startMs > now) throw new RowFault('occurred_at', text, 'a time that is not in the future');
  return time;
}

function readRevenue(text: string, result: OutcomeResult | undefined): number | null {
  if (text === '') return null;
  const revenue = parseNumber(text, '.');
  if (revenue === undefined || revenue < 0) throw new RowFault('revenue', text, 'a number of 0 or more');
  if (result === OutcomeResult.LOST) throw new RowFault('revenue', text, 'none for a lost lead');
  return revenue;
}
