import type { FeatureDefinition } from '../../../lake/features/features.ts';
import { seededRandom } from '../../../scoring/explain/seeded-random.ts';
import type { ModelSignature } from '../../../scoring/model-manifest.ts';
import { type TestTree, treeOperator } from '../../../test/support/explain/test-tree.ts';
import { onnxFile, tensorValue } from '../../../test/support/models/onnx-file.ts';

/** Shape of the measured model. */
export const FOREST = { trees: 300, depth: 6, columns: 30 } as const;

/** Number features of the measured table: `f0` to `f29`, uniform on 0–1. */
export const FOREST_FEATURES: readonly FeatureDefinition[] = Array.from({ length: FOREST.columns }, (_, column) => ({
  name: `f${column}`,
  kind: 'number',
  from: 'lead',
  sql: `l.f${column}`,
  description: `Feature ${column} of the benchmark.`,
}));

/** Signature of {@link forestFile}: one float matrix in, two probabilities out. */
export const FOREST_SIGNATURE: ModelSignature = {
  inputs: FOREST_FEATURES.map(({ name }) => ({ name, type: 'double', required: true })),
  outputs: [{ name: 'probabilities', type: 'tensor', 'tensor-spec': { dtype: 'float32', shape: [-1, 2] } }],
};

/** An ONNX file as boosted trees are exported: full trees, random columns and thresholds, so that rows take all paths. */
export function forestFile(): Uint8Array {
  const random = seededRandom(7);
  const grow = (depth: number): TestTree => {
    if (depth === 0) return { value: (random() - 0.5) / 8 };
    const column = Math.floor(random() * FOREST.columns);
    const values = [0.1 + 0.8 * random()];
    return { column, mode: 'LEQ', values, missing: random() < 0.5, yes: grow(depth - 1), no: grow(depth - 1) };
  };
  const trees = Array.from({ length: FOREST.trees }, () => grow(FOREST.depth));
  return onnxFile({
    node: [treeOperator(trees, 'features', { isShared: false, link: 'LOGISTIC', base: 0.25 })],
    input: [tensorValue({ name: 'features', type: 'float', shape: ['N', FOREST.columns] })],
    output: [
      tensorValue({ name: 'label', type: 'int64', shape: ['N'] }),
      tensorValue({ name: 'probabilities', type: 'float', shape: ['N', 2] }),
    ],
  });
}
