import type { FeatureName, FeatureValue, FeatureVector } from '../../lake/features/features.ts';
import { refusal } from '../../platform/refusal.ts';
import type { ElementType, InputBinding, InputPlan } from './onnx-binding.ts';

/** A tensor as plain data. */
export interface TensorData {
  readonly type: ElementType;
  readonly data: Float32Array | Float64Array | BigInt64Array | Int32Array | string[];
  readonly dims: readonly number[];
}

interface Element {
  allocate(length: number): TensorData['data'];
  convert(value: FeatureValue, feature: FeatureName): number | bigint | string;
}

const toFloat = (value: FeatureValue): number => (value === null ? Number.NaN : Number(value));

/** Takes the whole numbers of a two's complement of so many bits, and a missing value as 0. */
function toInteger(bits: 32 | 64): (value: FeatureValue, feature: FeatureName) => number {
  const end = 2 ** (bits - 1);
  return (value, feature) => {
    const number = Number(value ?? 0);
    if (Number.isInteger(number) && number >= -end && number < end) return number;
    const expected = `a whole number from ${-(2n ** BigInt(bits - 1))} to ${2n ** BigInt(bits - 1) - 1n}, as the model takes int${bits}`;
    throw refusal('VALIDATION_FAILED', `feature ${feature}`, String(value), expected);
  };
}

const toInt32 = toInteger(32);
const toInt64 = toInteger(64);

const ELEMENTS: Readonly<Record<ElementType, Element>> = {
  float32: { allocate: (length) => new Float32Array(length), convert: toFloat },
  float64: { allocate: (length) => new Float64Array(length), convert: toFloat },
  int64: { allocate: (length) => new BigInt64Array(length), convert: (...given) => BigInt(toInt64(...given)) },
  int32: { allocate: (length) => new Int32Array(length), convert: toInt32 },
  string: { allocate: (length) => new Array<string>(length), convert: (value) => String(value ?? '') },
};

/**
 * Fills the inputs of a file with feature vectors, by input name.
 *
 * Missing numbers are NaN and missing categories are ''. An integer tensor knows no missing value: it is only bound to
 * counts, whose missing value is that of a lead without interactions, 0.
 *
 * @throws {DomainError} VALIDATION_FAILED naming the feature whose value an integer tensor cannot hold: a fraction, NaN,
 *   or one out of its range
 */
export function toTensors(plan: InputPlan, rows: readonly FeatureVector[]): Record<string, TensorData> {
  return Object.fromEntries(plan.bindings.map((binding) => [binding.input, toTensor(binding, rows)]));
}

function toTensor({ type, features, rank }: InputBinding, rows: readonly FeatureVector[]): TensorData {
  const { allocate, convert } = ELEMENTS[type];
  const data = allocate(rows.length * features.length);
  let at = 0;
  for (const row of rows) for (const feature of features) data[at++] = convert(row[feature], feature);
  return { type, data, dims: rank === 1 ? [rows.length] : [rows.length, features.length] };
}
