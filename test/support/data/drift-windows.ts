import type { Column } from '../../../subgraphs/monitoring/windows/window-summary.ts';
import type { Random } from './random.ts';

/** Draws the windows of one feature: so many rows, shifted by so many standard deviations where that has a meaning. */
export type DrawnFeature = (random: Random, rows: number, shift: number) => Column;

const numbers = (rows: number, draw: (row: number) => number | null): Column => ({
  kind: 'number',
  values: Array.from({ length: rows }, (_, row) => draw(row)),
});

/** Categories with the shares (1 − ratio) ratioⁱ: the smaller the ratio, the fewer categories hold most rows. */
const categories =
  (count: number, ratio: number, missing = 0): DrawnFeature =>
  (random, rows) => ({
    kind: 'category',
    values: Array.from({ length: rows }, () => {
      if (random.uniform() < missing) return null;
      const drawn = Math.floor(Math.log(1 - random.uniform()) / Math.log(ratio));
      return `c${Math.min(count - 1, drawn)}`;
    }),
  });

const NUMERIC: readonly DrawnFeature[] = [
  (random, rows, shift) => numbers(rows, () => random.normal() + shift),
  (random, rows, shift) => numbers(rows, () => 50 + 9 * (random.normal() + shift)),
  // skewed, as amounts are
  (random, rows, shift) => numbers(rows, () => Math.exp(random.normal() + shift)),
  // probabilities
  (random, rows, shift) => numbers(rows, () => 1 / (1 + Math.exp(1 - random.normal() - shift))),
  // a tenth missing
  (random, rows, shift) => numbers(rows, () => (random.uniform() < 0.1 ? null : random.normal() + shift)),
  // counts
  (random, rows, shift) => numbers(rows, () => Math.max(0, Math.round(2 + 1.5 * (random.normal() + shift)))),
];

const OTHERS: readonly DrawnFeature[] = [
  // nearly always 0
  (random, rows) => numbers(rows, () => (random.uniform() < 0.9 ? 0 : Math.ceil(-20 * Math.log(1 - random.uniform())))),
  // yes or no
  (random, rows) => numbers(rows, () => Number(random.uniform() < 0.1)),
  // rarely missing
  (random, rows) => numbers(rows, () => (random.uniform() < 0.01 ? null : random.normal())),
  categories(4, 0.5),
  categories(30, 0.8),
  categories(10, 0.3, 0.02),
  categories(2, 0.1),
];

/** Twenty features of mixed kinds: twelve that can be shifted, then eight that cannot. */
export const TWENTY_FEATURES: readonly DrawnFeature[] = [...NUMERIC, ...NUMERIC, ...OTHERS, categories(6, 0.9)];

/** How many of {@link TWENTY_FEATURES}, from the first on, move with the shift. */
export const SHIFTABLE = 2 * NUMERIC.length;
