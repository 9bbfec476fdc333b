import { ROLL_UP_WIDTHS_MS } from './traffic-roll-up.ts';

const [SECOND, TEN_SECONDS, MINUTE, HOUR, DAY] = ROLL_UP_WIDTHS_MS;

/** Retention of roll-ups by width: of 1 s ten minutes, of 10 s a day, of a minute a month, of an hour and a day for good. */
export const KEPT_MS: ReadonlyMap<number, number> = new Map([
  [SECOND, 10 * MINUTE],
  [TEN_SECONDS, DAY],
  [MINUTE, 31 * DAY],
  [HOUR, Number.POSITIVE_INFINITY],
  [DAY, Number.POSITIVE_INFINITY],
]);
