import { refusal } from '../../platform/refusal.ts';
import type { ModelSignature } from '../model-manifest.ts';
import { shapeText, type ValueMetadata } from './onnx-binding.ts';
import { zipMapRefusal } from './zip-map.ts';

/** Which output of a file holds the probability of conversion. */
export interface ProbabilityOutput {
  readonly output: string;
  /** columns of the tensor [N, columns]; of two, the second is the positive class */
  readonly columns: 1 | 2;
}

/**
 * Finds the probability output in a signature: the first float output whose last dimension is 1 or 2.
 *
 * @throws {DomainError} ARTIFACT_MISMATCH when the signature has none
 */
export function probabilityOutput(signature: ModelSignature): ProbabilityOutput {
  for (const { name, 'tensor-spec': spec } of signature.outputs) {
    const columns = spec.shape.at(-1);
    if (spec.dtype.startsWith('float') && (columns === 1 || columns === 2)) return { output: name, columns };
  }
  const found = signature.outputs.map(({ name, 'tensor-spec': { dtype, shape } }) => `${name} ${dtype} [${shape}]`);
  throw refusal('ARTIFACT_MISMATCH', 'signature outputs', found.join('; '), 'a float output [-1, 1] or [-1, 2]');
}

/**
 * Checks the probability output of a signature against the outputs of a file.
 *
 * A file without a fitting output that has one which is no tensor was exported with ZipMap, whatever its outputs are
 * called and whatever the signature says.
 *
 * @throws {DomainError} ARTIFACT_ZIPMAP_OUTPUT or ARTIFACT_MISMATCH with where, found and expected
 */
export function bindOutput(signature: ModelSignature, outputs: readonly ValueMetadata[]): ProbabilityOutput {
  try {
    return bindTensor(signature, outputs);
  } catch (error) {
    const maps = outputs.filter(({ isTensor }) => !isTensor).map(({ name }) => name);
    throw maps.length > 0 ? zipMapRefusal(maps) : error;
  }
}

function bindTensor(signature: ModelSignature, outputs: readonly ValueMetadata[]): ProbabilityOutput {
  const wanted = probabilityOutput(signature);
  const where = `output ${wanted.output}`;
  const found = outputs.find(({ name }) => name === wanted.output);
  if (!found) {
    const names = outputs.map(({ name }) => name).join(', ');
    throw refusal('ARTIFACT_MISMATCH', where, `outputs ${names}`, 'an output of this name');
  }
  if (!found.isTensor) throw zipMapRefusal([found.name]);
  if (found.type !== 'float32' && found.type !== 'float64')
    throw refusal('ARTIFACT_MISMATCH', where, `a ${found.type} tensor`, 'a float tensor');
  const last = found.shape?.at(-1);
  if (typeof last === 'number' && last >= 0 && last !== wanted.columns)
    throw refusal('ARTIFACT_MISMATCH', where, `shape ${shapeText(found)}`, `[N, ${wanted.columns}]`);
  return wanted;
}

// a float32 sigmoid or softmax may leave 0–1 by its rounding
const ROUNDING = 1e-6;

/**
 * Reads the probabilities out of a model's output, one per row.
 *
 * A row is NaN where the model gave no probability (not finite, or outside 0–1): the caller refuses that row alone.
 *
 * @throws {DomainError} INFERENCE_FAILED when the output has another number of values than rows × columns
 */
export function readProbabilities(
  data: ArrayLike<number>,
  { output, columns }: ProbabilityOutput,
  rows: number,
): Float64Array {
  checkLength(data, { output, columns }, rows);
  const probabilities = new Float64Array(rows);
  for (let row = 0; row < rows; row++) probabilities[row] = bounded(data[row * columns + columns - 1] as number);
  return probabilities;
}

/** As {@link readProbabilities}, but with the numbers that the model gave, whatever they are: NaN and 1.7 stay. */
export function readNumbers(data: ArrayLike<number>, at: ProbabilityOutput, rows: number): Float64Array {
  checkLength(data, at, rows);
  return Float64Array.from({ length: rows }, (_, row) => data[row * at.columns + at.columns - 1] as number);
}

function checkLength(data: ArrayLike<number>, { output, columns }: ProbabilityOutput, rows: number): void {
  if (data.length !== rows * columns)
    throw refusal('INFERENCE_FAILED', `output ${output}`, `${data.length} values`, `${rows * columns}`);
}

function bounded(value: number): number {
  return value >= -ROUNDING && value <= 1 + ROUNDING ? Math.min(1, Math.max(0, value)) : Number.NaN;
}
