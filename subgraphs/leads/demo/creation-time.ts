import { DAY_MS, HOUR_MS } from '../../../platform/time.ts';
import type { Random } from './random.ts';
import { chance } from './samplers.ts';

/** Gulf Standard Time, the whole year round */
const UTC_OFFSET_MS = 4 * HOUR_MS;

/**
 * Draws the creation time of the lead at `rank` of `count`: in order of rank, more of them towards the end, by day rather
 * than by night, and fewer at weekends.
 *
 * @param endAt epoch milliseconds; the time is before it
 * @param days  length of the period that ends at `endAt`
 * @returns epoch milliseconds
 */
export function drawCreationTime(random: Random, rank: number, count: number, endAt: number, days: number): number {
  // share of the period in which this share of leads is created, as the rate grows from 0.8 to 1.2 of its mean
  const share = (rank + random.uniform()) / count;
  const elapsed = (-0.8 + Math.sqrt(0.64 + 0.8 * share)) / 0.4;
  let localDay = Math.floor((endAt - days * DAY_MS * (1 - elapsed) + UTC_OFFSET_MS) / DAY_MS);
  // 1 January 1970 was a Thursday: Saturdays are the days 2 modulo 7
  const weekend = (((localDay - 2) % 7) + 7) % 7;
  if (weekend < 2 && chance(random, 0.5)) localDay += 2 - weekend;
  // a logistic draw: half of the leads are created between 11 and 17 o'clock
  const hour = 14 + 2.8 * Math.log(random.uniform() / random.uniform());
  const at = Math.round(localDay * DAY_MS + (((hour % 24) + 24) % 24) * HOUR_MS - UTC_OFFSET_MS);
  const earliest = endAt - days * DAY_MS;
  // the first and the last day of the period are partial
  if (at < earliest) return earliest + Math.floor(random.uniform() * DAY_MS);
  return at < endAt ? at : endAt - 1 - Math.floor(random.uniform() * DAY_MS);
}
