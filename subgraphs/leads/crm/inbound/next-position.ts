import { parseTime } from '../../import/parse-time.ts';
import type { CrmPosition } from '../source/crm-reader.ts';

/**
 * Position after a page of rows. One whose watermark lies ahead of the CRM's clock, by a wrong entry or because the clock
 * was set back, does not move it: the changes that follow would be passed over. Such a row is read again until its time.
 *
 * @param page in the order of watermark and key
 * @param now  the CRM's clock, epoch milliseconds
 */
export function nextPosition(
  position: CrmPosition | undefined,
  page: readonly CrmPosition[],
  now: number,
): CrmPosition | undefined {
  const last = page.findLast((row) => !isAhead(row, now));
  return last ? { watermark: last.watermark, key: last.key } : position;
}

/** Whether a watermark is a time after `now`, epoch milliseconds. Counters never are. */
export function isAhead({ watermark }: CrmPosition, now: number): boolean {
  if (watermark === null) return false;
  if (watermark === 'infinity') return true;
  const time = parseTime(watermark, 'ISO', 'Z');
  return time !== undefined && time.startMs > now;
}
