import type { FeatureName, FeatureValue, FeatureVector } from '../../lake/features/features.ts';
import { refusal } from '../../platform/refusal.ts';
import type { FeatureColumns } from './feature-columns.ts';
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

/** As {@link toTensors}, from features by column: equal tensors for equal features. */
export function columnsToTensors(plan: InputPlan, columns: FeatureColumns): Record<string, TensorData> {
  return Object.fromEntries(plan.bindings.map((binding) => [binding.input, columnsToTensor(binding, columns)]));
}

function columnsToTensor({ type, features, rank }: InputBinding, columns: FeatureColumns): TensorData {
  const { rows } = columns;
  const data = ELEMENTS[type].allocate(rows * features.length);
  for (const [at, feature] of features.entries()) {
    const column = columns.numberNames.indexOf(feature);
    const numbers = columns.numbers.subarray(column * rows, (column + 1) * rows);
    if (column >= 0 && data instanceof Float32Array) fillFloats(data, numbers, at, features.length);
    else fillColumn(data, columns, feature, { type, at, width: features.length });
  }
  return { type, data, dims: rank === 1 ? [rows] : [rows, features.length] };
}

/** Writes a column of a row-major matrix: the loop in which a batch of many rows spends its conversion. */
function fillFloats(data: Float32Array, numbers: Float64Array, at: number, width: number): void {
  for (let row = 0, to = at; row < numbers.length; row++, to += width) data[to] = numbers[row] as number;
}

function fillColumn(
  data: TensorData['data'],
  columns: FeatureColumns,
  feature: FeatureName,
  { type, at, width }: { readonly type: ElementType; readonly at: number; readonly width: number },
): void {
  const { convert } = ELEMENTS[type];
  for (let row = 0; row < columns.rows; row++)
    data[row * width + at] = convert(valueAt(columns, feature, row), feature);
}

function valueAt(columns: FeatureColumns, feature: FeatureName, row: number): FeatureValue {
  const category = columns.categoryNames.indexOf(feature);
  if (category >= 0) return columns.categories[category * columns.rows + row] ?? null;
  const value = columns.numbers[columns.numberNames.indexOf(feature) * columns.rows + row] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}
