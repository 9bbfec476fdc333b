import type { ExplainedRow } from './explanation.ts';
import { seededRandom } from './seeded-random.ts';

/** Log-odds of the model for rows, nats, in their order. */
export type LogOddsOf<Row> = (rows: readonly Row[]) => Promise<ArrayLike<number>>;

/** Result of {@link permutationShap}; arrays by feature. */
export interface SampledContributions {
  readonly baseValue: number;
  readonly margin: number;
  readonly contributions: Float64Array;
  readonly standardErrors: Float64Array;
}

/** Settings of {@link permutationShap}. */
export interface PermutationOptions<Row> {
  readonly features: readonly string[];
  /** rows that unknown features are taken from, one for each pair of permutations; at least two for a standard error */
  readonly background: readonly Row[];
  readonly logOddsOf: LogOddsOf<Row>;
  readonly seed: number;
}

/**
 * SHAP values of any model by permutations, with antithetic sampling.
 *
 * For each background row b a random order of the features is walked forth and back, from b to x, replacing one feature
 * at a time; the change of the log-odds is that feature's sample, averaged over both walks. Each walk adds up to
 * f(x) − f(b), so that contributions add up to the margin less the mean of f over the background. The standard error is
 * that of the mean over background rows, √(s² / K): it contains the choice of both permutations and background rows.
 *
 * Costs K · (2d − 1) + 1 rows of the model, in one call, for d features that differ.
 *
 * @see Štrumbelj and Kononenko, Explaining Prediction Models and Individual Predictions (2014)
 * @see Mitchell et al., Sampling Permutations for Shapley Value Estimation (2022)
 */
export async function permutationShap<Row extends ExplainedRow>(
  row: Row,
  options: PermutationOptions<Row>,
): Promise<SampledContributions> {
  const { features, background, logOddsOf, seed } = options;
  const random = seededRandom(seed);
  const walks = background.map((from) => planWalk(row, from, features, random));
  const answers = await logOddsOf([row, ...walks.flatMap(({ rows }) => rows)]);
  const margin = answers[0] as number;
  const samples: Float64Array[] = [];
  let [at, base] = [1, 0];
  for (const { order, rows } of walks) {
    const values = Array.from({ length: rows.length }, (_, step) => answers[at + step] as number);
    samples.push(sampleOf(order, values, margin, features.length));
    base += (values[0] as number) / walks.length;
    at += rows.length;
  }
  return { baseValue: base, margin, ...summarise(samples, features.length) };
}

/** An order of the features that differ, and the rows between the background row and the explained one, forth and back. */
interface Walk<Row> {
  readonly order: readonly number[];
  readonly rows: readonly Row[];
}

function planWalk<Row extends ExplainedRow>(
  row: Row,
  from: Row,
  features: readonly string[],
  random: () => number,
): Walk<Row> {
  const differing = [...features.keys()].filter((at) => !isSame(row, from, features[at] as string));
  const order = shuffle(differing, random);
  return {
    order,
    rows: [from, ...between(row, from, order, features), ...between(row, from, [...order].reverse(), features)],
  };
}

function isSame(a: ExplainedRow, b: ExplainedRow, feature: string): boolean {
  return Object.is(a[feature] ?? null, b[feature] ?? null);
}

function between<Row extends ExplainedRow>(
  row: Row,
  from: Row,
  order: readonly number[],
  features: readonly string[],
): Row[] {
  let current = from;
  return order.slice(0, -1).map((at) => {
    const feature = features[at] as string;
    current = { ...current, [feature]: row[feature] ?? null };
    return current;
  });
}

function sampleOf(order: readonly number[], values: readonly number[], margin: number, features: number): Float64Array {
  const sample = new Float64Array(features);
  const [start, steps] = [values[0] as number, order.length - 1];
  const walks = [
    [order, values.slice(1, 1 + steps)],
    [[...order].reverse(), values.slice(1 + steps)],
  ] as const;
  for (const [walked, inside] of walks) {
    let before = start;
    for (const [step, feature] of walked.entries()) {
      const after = inside[step] ?? margin;
      sample[feature] = (sample[feature] as number) + (after - before) / 2;
      before = after;
    }
  }
  return sample;
}

function summarise(samples: readonly Float64Array[], features: number) {
  const contributions = new Float64Array(features);
  const standardErrors = new Float64Array(features);
  for (let feature = 0; feature < features; feature++) {
    const values = samples.map((sample) => sample[feature] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    contributions[feature] = mean;
    standardErrors[feature] = Math.sqrt(squares / (values.length - 1) / values.length);
  }
  return { contributions, standardErrors };
}

/** Fisher–Yates. */
function shuffle(values: readonly number[], random: () => number): number[] {
  const shuffled = [...values];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] as number, shuffled[at] as number];
  }
  return shuffled;
}
