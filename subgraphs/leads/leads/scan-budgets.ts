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
// as many are collected in the time in which the most candidates are read
const MANY_MATCHES = 3_000;

/**
 * How many candidates to read in order, one attempt after the other, before every match is collected and sorted instead.
 *
 * Reading in order is cheap where matches are frequent, collecting them where they are rare. An estimate can be wrong, and
 * the matches may all be at the end of the order: the budgets bound that loss.
 *
 * @returns candidates of each attempt; none to collect at once
 */
export function scanBudgets({ candidates, matches, limit }: SliceEstimate): readonly number[] {
  const expected = (limit * candidates) / Math.max(1, matches);
  if (expected > MOST_CANDIDATES) return [];
  const first = Math.max(LEAST_CANDIDATES, Math.ceil(expected * HEADROOM));
  if (first >= MOST_CANDIDATES) return [MOST_CANDIDATES];
  return matches < MANY_MATCHES ? [first] : [first, MOST_CANDIDATES];
}
