/** One bar of a sum: it goes on where the bar before ends. */
export interface Bar {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** A part of the sum. */
export interface Part {
  readonly key: string;
  /** in log-odds */
  readonly contribution: number;
}

/** A sum from its start to its end as bars. */
export interface Waterfall {
  readonly bars: readonly Bar[];
  /** what the parts that are not shown, and rounding within the model, add up to */
  readonly rest: Bar;
  /** the range of all bars with a little room, never empty */
  readonly range: readonly [low: number, high: number];
}

/** Key of the bar of what is not shown. */
export const REST = 'rest';

/**
 * Bars from `start` to `end`: the `shown` strongest parts, strongest first, and the rest, so that they add up exactly.
 *
 * @param start in log-odds
 * @param end   in log-odds
 * @param shown largest number of parts with a bar of their own
 */
export function waterfall(start: number, end: number, parts: readonly Part[], shown: number): Waterfall {
  const strongest = [...parts].sort((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution));
  const bars: Bar[] = [];
  let total = start;
  for (const { key, contribution } of strongest.slice(0, shown)) {
    bars.push({ key, from: total, to: total + contribution });
    total += contribution;
  }
  const rest = { key: REST, from: total, to: end };
  const ends = [...bars, rest].flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = Math.max(high - low, 0.1) * 0.04;
  return { bars, rest, range: [low - room, high + room] };
}

/** The same bars in probability, where each bar is what its part adds at its place in the order. */
export function inProbability({ bars, rest }: Waterfall): Waterfall {
  const convert = ({ key, from, to }: Bar): Bar => ({ key, from: probabilityOf(from), to: probabilityOf(to) });
  const converted = bars.map(convert);
  const last = convert(rest);
  const ends = [...converted, last].flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = Math.max(high - low, 0.01) * 0.04;
  return { bars: converted, rest: last, range: [low - room, high + room] };
}

/**
 * Lengths of bars at so many decimal places that add up exactly: each is the difference of the rounded running totals.
 */
export function roundedLengths(bars: readonly Bar[], decimals: number): readonly number[] {
  const scale = 10 ** decimals;
  // + 0: a bar of no length has no sign
  return bars.map(({ from, to }) => (Math.round(to * scale) - Math.round(from * scale)) / scale + 0);
}

/** Probability of a log-odds. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Log-odds of a probability. */
export function logOddsOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}
