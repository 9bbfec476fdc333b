import { FEATURES, type FeatureDefinition, type FeatureName } from '../../lake/features/features.ts';
import { FaultList } from '../../platform/fault-list.ts';
import { refusal } from '../../platform/refusal.ts';
import type { ModelSignature } from '../model-manifest.ts';

/** Type and shape of one input or output of a file, as ONNX Runtime reports it. A free dimension is a string, a fixed one a number. */
export interface ValueMetadata {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

/** Element types of the tensors features travel in. */
export type ElementType = 'float32' | 'float64' | 'int64' | 'int32' | 'string';

/** One input tensor of the file: which features fill it, and how. */
export interface InputBinding {
  readonly input: string;
  readonly type: ElementType;
  /** in the order of the tensor's columns */
  readonly features: readonly FeatureName[];
  /** 1: shape [N]; 2: shape [N, features] */
  readonly rank: 1 | 2;
}

/** Mapping of a feature vector to the inputs of one ONNX file. */
export interface InputPlan {
  /** COLUMNS: one tensor per feature. MATRIX: all features in one float tensor [N, F]. */
  readonly form: 'COLUMNS' | 'MATRIX';
  readonly bindings: readonly InputBinding[];
}

type Column = ModelSignature['inputs'][number];

/** Element types a signature's column may have in the file. A float input takes an integer column, never the reverse. */
const ELEMENT_TYPES: Readonly<Record<Column['type'], readonly ElementType[]>> = {
  double: ['float32', 'float64'],
  float: ['float32', 'float64'],
  long: ['int64', 'float32', 'float64'],
  integer: ['int32', 'int64', 'float32', 'float64'],
  string: ['string'],
};

/**
 * Decides how features fill the inputs of an ONNX file: one tensor per signature column ([N, 1] or [N]), or one float
 * tensor [N, F] with the columns in the signature's order.
 *
 * Every column must be one of the defined features, of a fitting kind. A column that is not `required` may be absent from the file;
 * an input that the signature does not name may not be there.
 *
 * @throws {DomainError} ARTIFACT_MISMATCH with where, found and expected, of every input and column that does not fit
 */
export function bindInputs(
  signature: ModelSignature,
  inputs: readonly ValueMetadata[],
  definitions: readonly FeatureDefinition[] = FEATURES,
): InputPlan {
  const faults = new FaultList();
  const names = new Set(signature.inputs.map(({ name }) => name));
  const features = new Map<string, FeatureDefinition>();
  for (const column of signature.inputs) {
    const feature = faults.check(() => featureOf(column, definitions));
    if (feature) features.set(column.name, feature);
  }
  faults.check(() => {
    if (names.size < signature.inputs.length)
      throw refusal('ARTIFACT_MISMATCH', 'signature inputs', 'a column twice', 'each column once');
  });
  const [only] = inputs;
  const isMatrix = inputs.length === 1 && only && !names.has(only.name);
  const bindings = isMatrix
    ? [faults.check(() => bindMatrix(signature, only))]
    : bindColumns(signature, inputs, features, faults);
  faults.throwIfAny();
  return { form: isMatrix ? 'MATRIX' : 'COLUMNS', bindings: bindings.filter((binding) => binding !== undefined) };
}

function featureOf(column: Column, definitions: readonly FeatureDefinition[]): FeatureDefinition {
  const where = `signature input ${column.name}`;
  const feature = definitions.find(({ name }) => name === column.name);
  if (!feature) {
    const known = definitions.map(({ name }) => name).join(', ');
    throw refusal('ARTIFACT_MISMATCH', where, 'no feature of this name', `one of ${known}`);
  }
  const kind = column.type === 'string' ? 'category' : 'number';
  if (kind !== feature.kind)
    throw refusal('ARTIFACT_MISMATCH', where, `type ${column.type}`, `a type for a ${feature.kind}`);
  return feature;
}

function bindMatrix(signature: ModelSignature, input: ValueMetadata): InputBinding {
  const where = `input ${input.name}`;
  const category = signature.inputs.find(({ type }) => type === 'string');
  if (category)
    throw refusal(
      'ARTIFACT_MISMATCH',
      where,
      `one tensor for all columns`,
      `an own input for category ${category.name}`,
    );
  const type = elementType(input, ['float32', 'float64']);
  const [batch, width, ...rest] = shapeOf(input);
  const columns = signature.inputs.length;
  if (isFixed(batch) || rest.length > 0 || width === undefined || (isFixed(width) && width !== columns))
    throw refusal('ARTIFACT_MISMATCH', where, `shape ${shapeText(input)}`, `[N, ${columns}] with N free`);
  return { input: input.name, type, features: signature.inputs.map(({ name }) => name as FeatureName), rank: 2 };
}

function bindColumns(
  signature: ModelSignature,
  inputs: readonly ValueMetadata[],
  features: ReadonlyMap<string, FeatureDefinition>,
  faults: FaultList,
): (InputBinding | undefined)[] {
  faults.check(() => checkNames(signature, inputs));
  return signature.inputs.map((column) => {
    const input = inputs.find(({ name }) => name === column.name);
    const feature = features.get(column.name);
    return input && feature && faults.check(() => bindColumn(column, feature, input));
  });
}

function checkNames(signature: ModelSignature, inputs: readonly ValueMetadata[]): void {
  const names = new Set(inputs.map(({ name }) => name));
  const columns = new Set(signature.inputs.map(({ name }) => name));
  const absent = signature.inputs.filter(({ name, required }) => required && !names.has(name));
  if (absent.length === 0 && inputs.every(({ name }) => columns.has(name))) return;
  const found = `inputs ${[...names].join(', ') || 'none'}`;
  const expected = `those of the signature: ${signature.inputs.map(({ name }) => name).join(', ')}`;
  throw refusal('ARTIFACT_MISMATCH', 'inputs of the file', found, expected);
}

function bindColumn(column: Column, feature: FeatureDefinition, input: ValueMetadata): InputBinding {
  const where = `input ${input.name}`;
  const type = elementType(input, ELEMENT_TYPES[column.type]);
  if (type.startsWith('int') && feature.whenIdle === undefined)
    throw refusal('ARTIFACT_MISMATCH', where, type, 'a float tensor, as this feature can be missing');
  const [batch, width, ...rest] = shapeOf(input);
  if (isFixed(batch) || rest.length > 0 || (isFixed(width) && width !== 1))
    throw refusal('ARTIFACT_MISMATCH', where, `shape ${shapeText(input)}`, '[N, 1] or [N] with N free');
  return { input: input.name, type, features: [feature.name as FeatureName], rank: width === undefined ? 1 : 2 };
}

function elementType(input: ValueMetadata, allowed: readonly ElementType[]): ElementType {
  const type = allowed.find((each) => input.isTensor && each === input.type);
  if (type) return type;
  const found = input.isTensor ? `a ${input.type} tensor` : 'no tensor';
  throw refusal('ARTIFACT_MISMATCH', `input ${input.name}`, found, `a tensor of ${allowed.join(' or ')}`);
}

/** A file may leave the shape open; ONNX Runtime then reports none, and a column is taken as [N, 1]. */
function shapeOf(input: ValueMetadata): readonly (number | string)[] {
  return input.shape && input.shape.length > 0 ? input.shape : ['N', 'F'];
}

function isFixed(dimension: number | string | undefined): dimension is number {
  return typeof dimension === 'number' && dimension >= 0;
}

/** The shape as its file states it: `[N, 3]`. */
export function shapeText(value: ValueMetadata): string {
  return `[${(value.shape ?? []).map((dimension) => (isFixed(dimension) ? dimension : 'N')).join(', ')}]`;
}
