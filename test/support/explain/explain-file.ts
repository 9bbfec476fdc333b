import { FEATURES, type FeatureVector } from '../../../lake/features/features.ts';
import { createExplainer } from '../../../scoring/explain/create-explainer.ts';
import type { ExplainedRow, Explainer } from '../../../scoring/explain/explanation.ts';
import type { Calibration, ModelSignature } from '../../../scoring/model-manifest.ts';
import { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';

/** Names of number features, for models that need some. */
export const NUMBER_NAMES: readonly string[] = FEATURES.filter(({ kind }) => kind === 'number').map(({ name }) => name);

/** A signature of these features, with an output `probabilities` of so many columns. */
export function signatureOf(names: readonly string[], columns: 1 | 2 = 2): ModelSignature {
  const inputs = names.map((name) => {
    const type = FEATURES.find((feature) => feature.name === name)?.kind === 'category' ? 'string' : 'float';
    return { name, type, required: true } as const;
  });
  const spec = { dtype: 'float32', shape: [-1, columns] } as const;
  return {
    inputs,
    outputs: [{ name: 'probabilities', type: 'tensor', 'tensor-spec': { ...spec, shape: [...spec.shape] } }],
  };
}

/** Settings of {@link explainFile}. */
export interface ExplainFileOptions {
  readonly background: readonly ExplainedRow[];
  readonly calibration?: Calibration;
  readonly permutations?: number;
  readonly seed?: number;
}

/** An explainer of a file that ONNX Runtime runs, and the file's probabilities. */
export interface ExplainedFile {
  readonly explainer: Explainer;
  predict(rows: readonly ExplainedRow[]): Promise<Float64Array>;
  release(): Promise<void>;
}

/** Loads a file into ONNX Runtime, and makes an explainer of it. */
export async function explainFile(
  bytes: Uint8Array,
  signature: ModelSignature,
  options: ExplainFileOptions,
): Promise<ExplainedFile> {
  const session = await OnnxSession.load(bytes, signature);
  const predict = (rows: readonly ExplainedRow[]) => session.run(rows as readonly FeatureVector[]);
  const calibration = options.calibration ?? { method: 'IDENTITY' };
  const explainer = await createExplainer({ bytes, signature, predict, ...options, calibration });
  return { explainer, predict, release: () => session.release() };
}
