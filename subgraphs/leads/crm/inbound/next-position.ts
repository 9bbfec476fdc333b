import { HOUR_MS } from '../../../../platform/time.ts';
import { parseTime } from '../../import/parse-time.ts';
import type { CrmPosition, CrmRow } from '../source/crm-reader.ts';

/** A time without a zone may be that of any place on earth. */
const FARTHEST_ZONE_MS = 14 * HOUR_MS;

/**
 * Position after a page of rows. One whose watermark lies ahead of the CRM's clock, by a wrong entry or because the clock
 * was set back, does not move it: the changes that follow would be passed over. Such a row is read again until its time.
 *
 * @param page in the order of watermark and key
 * @param now  the CRM's clock, epoch milliseconds
 */
export function nextPosition(
  position: CrmPosition | undefined,
  page: readonly Pick<CrmRow, 'watermark' | 'key'>[],
  now: number,
): CrmPosition | undefined {
  const last = page.findLast(({ watermark }) => watermark !== null && !isAhead(watermark, now));
  return last?.watermark ? { watermark: last.watermark, key: last.key } : position;
}

/** Whether the text of a watermark is a time after `now`, epoch milliseconds. Counters never are. */
export function isAhead(watermark: string, now: number): boolean {
  if (watermark === 'infinity') return true;
  const time = parseTime(watermark, 'ISO', 'Z');
  if (time === undefined) return false;
  const hasZone = /([Zz]|[+-]\d{2}(:?\d{2})?)$/.test(watermark) && watermark.includes(':');
  return time.startMs > now + (hasZone ? 0 : FARTHEST_ZONE_MS);
}
