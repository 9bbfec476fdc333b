import type { Steps } from '../../../../statistics/run-cooperatively.ts';
import { RowFault } from '../../import/row-fault.ts';
import type { CrmRow } from '../source/crm-reader.ts';
import type { ParsedRow, SyncedEntity } from './crm-entity.ts';
import type { RowRefusal } from './parked-rows.ts';

/** Rows of the CRM that were read, and those that cannot be. */
export interface ParsedRows {
  readonly parsed: readonly ParsedRow[];
  readonly refusals: readonly RowRefusal[];
}

// a row of many long texts takes about a millisecond
const ROWS_PER_STEP = 5;
const MOST_MESSAGE = 1_000;

/**
 * Reads rows by the mapping, in steps. A row at fault is refused alone; all rows of a key that occurs twice are, as one of
 * them would overwrite the other.
 *
 * @param now epoch milliseconds
 */
export function* parseRows(entity: SyncedEntity, rows: readonly CrmRow[], now: number): Steps<ParsedRows> {
  const parsed: ParsedRow[] = [];
  const refusals: RowRefusal[] = [];
  const counts = countKeys(rows);
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_PER_STEP === 0) yield;
    const count = counts.get(row.key) ?? 1;
    if (count > 1 || row.isDuplicate) refusals.push(duplicate(row.key));
    else {
      const read = attempt(() => entity.parse(row, now), row.key, refusals);
      if (read) parsed.push(read);
    }
  }
  return { parsed, refusals };
}

function attempt(parse: () => ParsedRow | undefined, key: string, refusals: RowRefusal[]): ParsedRow | undefined {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    refusals.push({ key, code: 'CRM_ROW_INVALID', message: maskValues(error.message).slice(0, MOST_MESSAGE) });
    return undefined;
  }
}

function countKeys(rows: readonly CrmRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of rows) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function duplicate(key: string): RowRefusal {
  return { key, code: 'CRM_KEY_DUPLICATE', message: 'key: found several rows, expected one' };
}

/**
 * Replaces the letters and digits of quoted values, which may be about a person: `found "0501-x"` becomes `found "9999-a"`.
 * The shape says what is wrong with a date or a number, and the key where to look.
 */
export function maskValues(message: string): string {
  return message.replace(/found "(?:[^"\\]|\\.)*"/gu, (found) => {
    const value = found.slice('found '.length);
    return `found ${value.replace(/\p{L}/gu, 'a').replace(/\p{N}/gu, '9')}`;
  });
}
