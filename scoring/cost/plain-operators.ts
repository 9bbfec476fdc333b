import { type GraphAttribute, type GraphNode, type GraphTensor, only, refuseIf, Unbounded } from './onnx-graph.ts';
import { treeCost } from './tree-cost.ts';
import {
  broadcast,
  concatenate,
  hasRows,
  ROWS,
  reduce,
  requireShape,
  reshape,
  sizeOf,
  type ValueShape,
} from './value-shape.ts';

/** An operator whose inputs are known. */
export interface Application {
  readonly node: GraphNode;
  /** of the inputs; an optional one that is left out is [] */
  readonly shapes: readonly ValueShape[];
  /** of the inputs that are constants */
  readonly constants: readonly (GraphTensor | undefined)[];
}

/** Result of an operator. */
export interface Applied {
  /** of the outputs; undefined where no bounded operator may follow */
  readonly outputs: readonly (ValueShape | undefined)[];
  /** steps per row, without those of reading inputs and writing outputs */
  readonly cost?: number;
}

type Rule = (application: Application) => Applied;

const same: Rule = ({ shapes: [x = []] }) => ({ outputs: [x] });
const elementwise: Rule = ({ shapes }) => ({ outputs: [shapes.reduce(broadcast)] });

const concat: Rule = ({ node, shapes }) => ({ outputs: [concatenate(shapes, intOf(node, 'axis', 0))] });

const reduction: Rule = ({ node, shapes: [x = []], constants }) => {
  const axes = constants[1]?.int64s ?? node.attributes.get('axes')?.ints;
  refuseIf(axes === undefined && node.input.length > 1 && node.input[1] !== '', 'axes that are not known');
  return { outputs: [reduce(x, axes?.length ? axes : undefined, intOf(node, 'keepdims', 1) === 1)] };
};

const best: Rule = ({ node, shapes: [x = []] }) => ({
  outputs: [reduce(x, [intOf(node, 'axis', 0)], intOf(node, 'keepdims', 1) === 1)],
});

const newShape: Rule = ({ node, shapes: [x = []], constants }) => {
  const target = constants[1]?.int64s;
  if (!target || node.attributes.has('allowzero')) throw new Unbounded('a shape that is not known');
  return { outputs: [reshape(x, target)] };
};

const flatten: Rule = ({ node, shapes: [x = []] }) => {
  refuseIf(!hasRows(x) || intOf(node, 'axis', 1) !== 1, 'a flattening');
  return { outputs: [[ROWS, sizeOf(x)]] };
};

const matrixProduct: Rule = ({ shapes: [x = [], w = []] }) => {
  refuseIf(!hasRows(x) || hasRows(w) || x.length < 2 || w.length !== 2 || x.at(-1) !== w[0], 'a matrix product');
  return { outputs: [[...x.slice(0, -1), w[1] as number]], cost: sizeOf(x) * (w[1] as number) };
};

const gemm: Rule = ({ node, shapes: [x = [], w = [], c = []], constants }) => {
  refuseIf(intOf(node, 'transA', 0) !== 0, 'a transposed batch');
  const weights = intOf(node, 'transB', 0) === 0 ? w : w.toReversed();
  const product = matrixProduct({ node, shapes: [x, weights], constants });
  return { ...product, outputs: [broadcast(product.outputs[0] as ValueShape, c)] };
};

const columns: Rule = ({ shapes: [x = [], chosen = []] }) => {
  refuseIf(!hasRows(x) || x.length !== 2 || hasRows(chosen), 'a choice of rows');
  return { outputs: [[ROWS, sizeOf(chosen)]] };
};

const constant: Rule = ({ node }) => {
  const [, attribute] = only([...node.attributes], 'a constant') as [string, GraphAttribute];
  const dims = attribute.tensor?.dims ?? (attribute.length > 0 ? [attribute.length] : []);
  return { outputs: [requireShape(dims)] };
};

const oneHot: Rule = ({ node, shapes: [x = []] }) => ({
  outputs: [[...x, lengthOf(node, 'cats_int64s', 'cats_strings')]],
});

const vectorizer: Rule = ({ shapes }) => {
  refuseIf(!shapes.every((shape) => hasRows(shape)), 'a vector without rows');
  return { outputs: [[ROWS, shapes.reduce((sum, shape) => sum + sizeOf(shape), 0)]] };
};

/** Classifier: label and probabilities. @param costOf steps per row */
const classifier =
  (costOf: (application: Application) => number): Rule =>
  (application) => {
    const {
      node,
      shapes: [x = []],
    } = application;
    refuseIf(!hasRows(x), 'a batch without rows');
    const classes = lengthOf(node, 'classlabels_ints', 'classlabels_int64s', 'classlabels_strings');
    const width = Math.max(
      2,
      classes,
      lengthOf(node, 'base_values'),
      lengthOf(node, 'intercepts'),
      lengthOf(node, 'rho'),
    );
    return { outputs: [[ROWS], [ROWS, width]], cost: costOf(application) };
  };

const regressor =
  (costOf: (application: Application) => number): Rule =>
  (application) => {
    const {
      node,
      shapes: [x = []],
    } = application;
    refuseIf(!hasRows(x), 'a batch without rows');
    const targets = Math.max(intOf(node, 'targets', 1), intOf(node, 'n_targets', 1));
    return { outputs: [requireShape([ROWS, targets])], cost: costOf(application) };
  };

const weights = ({ node }: Application): number =>
  lengthOf(node, 'coefficients', 'support_vectors', 'vectors_per_class', 'prob_a', 'prob_b', 'rho');
const trees = ({ node }: Application): number => treeCost(node.attributes);

/** Operators whose cost follows from the shapes of their inputs, each with the rule for its cost and output shapes. */
export const PLAIN_OPERATORS: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...rulesOf(
    same,
    `Abs BatchNormalization Cast Ceil Clip Elu Erf Exp Floor HardSigmoid Hardmax Identity IsInf IsNaN
    LeakyRelu Log LogSoftmax Neg Not Reciprocal Relu Round Selu Sigmoid Sign Softmax Softplus Softsign Sqrt Tanh
    ThresholdedRelu ai.onnx.ml.Binarizer ai.onnx.ml.Imputer ai.onnx.ml.LabelEncoder ai.onnx.ml.Normalizer`,
  ),
  ...rulesOf(
    elementwise,
    `Add And Div Equal Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or PRelu Pow
    Sub Sum Where Xor ai.onnx.ml.Scaler`,
  ),
  ...rulesOf(reduction, 'ReduceL1 ReduceL2 ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum'),
  ...rulesOf(best, 'ArgMax ArgMin'),
  ['Concat', concat],
  ['Reshape', newShape],
  ['Flatten', flatten],
  ['MatMul', matrixProduct],
  ['Gemm', gemm],
  ['Constant', constant],
  ['ai.onnx.ml.ArrayFeatureExtractor', columns],
  ['ai.onnx.ml.OneHotEncoder', oneHot],
  ['ai.onnx.ml.FeatureVectorizer', vectorizer],
  ['ai.onnx.ml.LinearClassifier', classifier(weights)],
  ['ai.onnx.ml.LinearRegressor', regressor(weights)],
  ['ai.onnx.ml.SVMClassifier', classifier(weights)],
  ['ai.onnx.ml.SVMRegressor', regressor(weights)],
  ['ai.onnx.ml.TreeEnsembleClassifier', classifier(trees)],
  ['ai.onnx.ml.TreeEnsembleRegressor', regressor(trees)],
  ['ai.onnx.ml.ZipMap', () => ({ outputs: [undefined] })],
]);

function rulesOf(rule: Rule, names: string): [string, Rule][] {
  return names.split(/\s+/).map((name) => [name, rule]);
}

function intOf({ attributes }: GraphNode, name: string, absent: number): number {
  return attributes.get(name)?.i ?? absent;
}

function lengthOf({ attributes }: GraphNode, ...names: string[]): number {
  return names.reduce((sum, name) => sum + (attributes.get(name)?.length ?? 0), 0);
}
