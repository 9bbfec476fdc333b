import { runCooperatively, type Steps } from '../../statistics/run-cooperatively.ts';
import { calibrate } from '../calibration.ts';
import { logit, sigmoid } from '../log-odds.ts';
import type { Calibration, ModelSignature } from '../model-manifest.ts';
import { AdditiveModel, type FeatureSums } from './additive-model.ts';
import type { ExplainedRow, Explainer, Explanation } from './explanation.ts';
import { readGraph } from './file/read-graph.ts';
import { Unreadable } from './file/unreadable.ts';
import { interpretGraph } from './graph/interpret-graph.ts';
import { permutationShap } from './permutation-shap.ts';
import { seededRandom } from './seeded-random.ts';

/** Inputs of {@link createExplainer}. */
export interface ExplainerOptions<Row extends ExplainedRow> {
  /** the model's ONNX file */
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  readonly calibration: Calibration;
  /** rows that stand for what is unknown, such as those of the manifest's reference window; at least two */
  readonly background: readonly Row[];
  /** raw probabilities of the model, uncalibrated, one per row */
  readonly predict: (rows: readonly Row[]) => Promise<ArrayLike<number>>;
  /** pairs of permutations of a sampled explanation, and background rows of it */
  readonly permutations?: number;
  /** decides the permutations */
  readonly seed?: number;
}

// the standard error falls with the root of it; each costs about 33 rows of the model at 17 features
const PERMUTATIONS = 32;
const CHECKED_ROWS = 64;
// a tree with 64 leaves takes some 50 µs for them
const ROWS_AT_ONCE = 32;
// sums of 32-bit floats over hundreds of trees differ by some 1e-6 in probability
const CHECK_TOLERANCE = 1e-5;

/**
 * Prepares explanations of a model's scores, in log-odds of the calibrated probability.
 *
 * Exact where the file's graph is a sum of log-odds, linear or of trees: calibration by PLATT is linear in log-odds, so
 * contributions are scaled by its slope, and the base takes its intercept. What was read is held to the model's own
 * probabilities of background rows; a model that cannot be read, or was read wrongly, is sampled by permutations.
 *
 * @throws {RangeError} when there are fewer than two background rows
 */
export async function createExplainer<Row extends ExplainedRow>(
  options: ExplainerOptions<Row>,
): Promise<Explainer<Row>> {
  const { background, predict } = options;
  if (background.length < 2)
    throw new RangeError(`createExplainer: found ${background.length} background rows, expected 2 or more`);
  try {
    const model = await runCooperatively(readModel(options));
    const checked = sample(background, CHECKED_ROWS, options.seed ?? 0);
    const difference = await runCooperatively(largestDifference(model, checked, await predict(checked)));
    if (difference <= CHECK_TOLERANCE) return new ExactExplainer(model, options);
    return new SampledExplainer(
      options,
      `what was read out of the file differs by ${difference} from its probabilities`,
    );
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return new SampledExplainer(options, error.message);
  }
}

function* readModel<Row extends ExplainedRow>({
  bytes,
  signature,
  background,
}: ExplainerOptions<Row>): Steps<AdditiveModel> {
  const graph = yield* readGraph(bytes);
  const margin = yield* interpretGraph(graph, signature);
  return yield* AdditiveModel.prepare(
    margin,
    signature.inputs.map(({ name }) => name),
    background,
  );
}

function* largestDifference(
  model: AdditiveModel,
  rows: readonly ExplainedRow[],
  raws: ArrayLike<number>,
): Steps<number> {
  let largest = 0;
  for (const [at, { margin }] of (yield* model.explain(rows)).entries()) {
    largest = Math.max(largest, Math.abs(sigmoid(margin) - (raws[at] as number)));
  }
  return largest;
}

/** Rows drawn without replacement, by a seed. */
function sample<Row>(rows: readonly Row[], count: number, seed: number): readonly Row[] {
  const random = seededRandom(seed);
  return rows
    .map((row) => ({ row, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ row }) => row);
}

class ExactExplainer<Row extends ExplainedRow> implements Explainer<Row> {
  readonly method;
  readonly covers;
  readonly inexactBecause = undefined;
  readonly #model: AdditiveModel;
  readonly #names: readonly string[];
  readonly #calibration: Calibration;

  constructor(model: AdditiveModel, { signature, calibration }: ExplainerOptions<Row>) {
    this.method = model.hasTrees ? ('TREES' as const) : ('LINEAR' as const);
    this.covers = model.covers;
    this.#model = model;
    this.#names = signature.inputs.map(({ name }) => name);
    this.#calibration = calibration;
  }

  async explain(rows: readonly Row[]): Promise<readonly Explanation[]> {
    return runCooperatively(this.#explainAll(rows));
  }

  *#explainAll(rows: readonly Row[]): Steps<readonly Explanation[]> {
    const explanations: Explanation[] = [];
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE);
      for (const [at, sums] of (yield* this.#model.explain(some)).entries())
        explanations.push(this.#present(some[at] as Row, sums));
    }
    return explanations;
  }

  #present(row: Row, { margin, contributions }: FeatureSums): Explanation {
    const { slope, intercept } = this.#calibration.method === 'PLATT' ? this.#calibration : { slope: 1, intercept: 0 };
    return {
      baseValue: slope * this.#model.baseValue + intercept,
      margin: slope * margin + intercept,
      contributions: this.#names.map((feature, at) => ({
        feature,
        value: row[feature] ?? null,
        contribution: slope * (contributions[at] as number),
        standardError: 0,
      })),
    };
  }
}

class SampledExplainer<Row extends ExplainedRow> implements Explainer<Row> {
  readonly method = 'PERMUTATION';
  readonly covers = undefined;
  readonly inexactBecause: string;
  readonly #options: ExplainerOptions<Row>;
  readonly #background: readonly Row[];

  constructor(options: ExplainerOptions<Row>, inexactBecause: string) {
    this.inexactBecause = inexactBecause;
    this.#options = options;
    this.#background = sample(options.background, options.permutations ?? PERMUTATIONS, options.seed ?? 0);
  }

  async explain(rows: readonly Row[]): Promise<readonly Explanation[]> {
    const explanations: Explanation[] = [];
    for (const row of rows) explanations.push(await this.#explainOne(row));
    return explanations;
  }

  async #explainOne(row: Row): Promise<Explanation> {
    const { signature, calibration, predict, seed = 0 } = this.#options;
    const features = signature.inputs.map(({ name }) => name);
    const logOddsOf = async (rows: readonly Row[]) =>
      Array.from(await predict(rows), (raw) => logit(calibrate(raw, calibration)));
    const sampled = await permutationShap(row, { features, background: this.#background, logOddsOf, seed });
    return {
      baseValue: sampled.baseValue,
      margin: sampled.margin,
      contributions: features.map((feature, at) => ({
        feature,
        value: row[feature] ?? null,
        contribution: sampled.contributions[at] as number,
        standardError: sampled.standardErrors[at] as number,
      })),
    };
  }
}
