import type { FeatureValue, FeatureVector } from '../../lake/features.ts';
import type { ElementType, InputBinding, InputPlan } from './onnx-binding.ts';

/** A tensor as plain data. */
export interface TensorData {
  readonly type: ElementType;
  readonly data: Float32Array | Float64Array | BigInt64Array | Int32Array | string[];
  readonly dims: readonly number[];
}

interface Element {
  allocate(length: number): TensorData['data'];
  convert(value: FeatureValue): number | bigint | string;
}

const toFloat = (value: FeatureValue): number => (value === null ? Number.NaN : Number(value));
const toInteger = (value: FeatureValue): number => Math.round(Number(value ?? 0));

const ELEMENTS: Readonly<Record<ElementType, Element>> = {
  float32: { allocate: (length) => new Float32Array(length), convert: toFloat },
  float64: { allocate: (length) => new Float64Array(length), convert: toFloat },
  int64: { allocate: (length) => new BigInt64Array(length), convert: (value) => BigInt(toInteger(value)) },
  int32: { allocate: (length) => new Int32Array(length), convert: toInteger },
  string: { allocate: (length) => new Array<string>(length), convert: (value) => String(value ?? '') },
};

/**
 * Fills the inputs of a file with feature vectors, by input name.
 *
 * Missing numbers are NaN and missing categories are ''. An integer tensor knows no missing value: it is only bound to
 * counts, whose missing value is that of a lead without interactions, 0; fractions are rounded there.
 */
export function toTensors(plan: InputPlan, rows: readonly FeatureVector[]): Record<string, TensorData> {
  return Object.fromEntries(plan.bindings.map((binding) => [binding.input, toTensor(binding, rows)]));
}

function toTensor({ type, features, rank }: InputBinding, rows: readonly FeatureVector[]): TensorData {
  const { allocate, convert } = ELEMENTS[type];
  const data = allocate(rows.length * features.length);
  let at = 0;
  for (const row of rows) for (const feature of features) data[at++] = convert(row[feature]);
  return { type, data, dims: rank === 1 ? [rows.length] : [rows.length, features.length] };
}
