/**
 * Rows that one spacer holds. Browsers draw no element beyond a height (33 million pixels in Chromium, 17 million in
 * Firefox), and a card of the phone is up to 160 pixels high.
 */
export const SPACER_ROWS = 50_000;

const STEP = SPACER_ROWS / 2;
const MARGIN = 1_000;

/**
 * Rank of the first row of the spacer: it moves on by half a spacer when the screen comes near one of its ends, so that
 * a list of any length can be scrolled.
 *
 * @param base  rank of its present first row
 * @param first rank of the first row on the screen
 * @param count rows of the whole list
 */
export function spacerBase(base: number, first: number, count: number): number {
  const isNearEnd = first > base + SPACER_ROWS - MARGIN && base + SPACER_ROWS < count;
  const isNearStart = first < base + MARGIN && base > 0;
  const isOutside = first < base || first >= base + SPACER_ROWS;
  if (!isNearEnd && !isNearStart && !isOutside) return base;
  return Math.max(0, Math.floor((first - STEP / 2) / STEP) * STEP);
}

/** Rows of the spacer: those of the list from its base on, as many as it holds. */
export function spacerRows(base: number, count: number): number {
  return Math.max(0, Math.min(count - base, SPACER_ROWS));
}
