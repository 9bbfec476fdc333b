/** Sizes that a way to read a slice is chosen by, as the planner estimates them. */
export interface SliceEstimate {
  /** rows within the bounds of the order's index */
  readonly candidates: number;
  /** rows of these that meet every condition */
  readonly matches: number;
  /** rows of the slice */
  readonly limit: number;
}

// beyond, collecting every match costs less: a match is found by an index of its own
const MOST_CANDIDATES = 40_000;
const LEAST_CANDIDATES = 1_000;
// matches are rarely spread evenly over the order
const HEADROOM = 4;

/**
 * How many candidates to read in order before every match is collected and sorted instead.
 *
 * Reading in order is cheap where matches are frequent, collecting them where they are rare. An estimate can be wrong, and
 * the matches may all be at the end of the order: the budget bounds that loss.
 *
 * @returns candidates; 0 to collect at once
 */
export function scanBudget({ candidates, matches, limit }: SliceEstimate): number {
  const expected = (limit * candidates) / Math.max(1, matches);
  if (expected > MOST_CANDIDATES / HEADROOM) return expected > MOST_CANDIDATES ? 0 : MOST_CANDIDATES;
  return Math.max(LEAST_CANDIDATES, Math.ceil(expected * HEADROOM));
}
