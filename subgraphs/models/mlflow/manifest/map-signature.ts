import { z } from 'zod';
import { cutText } from '../../../../platform/cut-text.ts';
import type { ModelSignature } from '../../../../scoring/model-manifest.ts';
import { zipMapRefusal } from '../../../../scoring/onnx/zip-map.ts';
import { unusable } from '../client/unusable.ts';
import type { GraphOutput } from './graph-outputs.ts';

type Column = ModelSignature['inputs'][number];
type Output = ModelSignature['outputs'][number];

/** Inputs and outputs of a version in MLflow. */
export interface MlflowSignature {
  /** JSON text of `MLmodel`; absent without a signature */
  readonly inputs: string | undefined;
  readonly outputs: string | undefined;
  /** column names of a single unnamed tensor, from the version's tag */
  readonly columns: readonly string[];
}

const tensorSpec = z.object({ dtype: z.string(), shape: z.array(z.number().int()) });

/** Entry of a signature: a column, or a tensor, which may be unnamed. */
const entry = z.object({
  name: z.string().optional(),
  type: z.string(),
  required: z.boolean().optional(),
  optional: z.boolean().optional(),
  'tensor-spec': tensorSpec.optional(),
});

type Entry = z.output<typeof entry>;

const COLUMN_TYPES: readonly string[] = ['double', 'float', 'long', 'integer', 'string'] satisfies Column['type'][];

/** Column types by NumPy names of element types. */
const COLUMN_TYPE_OF: ReadonlyMap<string, Column['type']> = new Map([
  ['float64', 'double'],
  ['float32', 'float'],
  ['int64', 'long'],
  ['int32', 'integer'],
  ['object', 'string'],
  ['str', 'string'],
]);

/** Element types of outputs in a manifest, by their numbers in ONNX. */
const DTYPE_OF: Readonly<Record<number, Output['tensor-spec']['dtype']>> = {
  1: 'float32',
  6: 'int32',
  7: 'int64',
  8: 'str',
  11: 'float64',
};

const NAMED_DTYPES: readonly string[] = Object.values(DTYPE_OF);

/**
 * Maps a signature of MLflow to that of a manifest.
 *
 * Inputs: columns stay; a named tensor [−1] or [−1, 1] becomes a column; a single tensor [−1, N] becomes N columns,
 * named by the tag. Outputs: named tensors stay; without one, the tensors that the ONNX file declares.
 *
 * @throws {DomainError} MLFLOW_VERSION_UNUSABLE naming the invalid part; ARTIFACT_ZIPMAP_OUTPUT when the signature
 *   names no output and the file returns maps instead of a float tensor
 */
export function mapSignature(signature: MlflowSignature, fileOutputs: readonly GraphOutput[]): ModelSignature {
  if (signature.inputs === undefined)
    throw unusable('MLmodel, signature', 'none', 'a signature; log the model with signature=infer_signature(…)');
  const inputs = toColumns(readEntries('inputs', signature.inputs), signature.columns);
  const outputs = readEntries('outputs', signature.outputs ?? '[]').flatMap(toOutput);
  return { inputs, outputs: outputs.length > 0 ? outputs : outputsOfFile(fileOutputs) };
}

function readEntries(part: string, text: string): readonly Entry[] {
  const parsed = z.array(entry).safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  throw unusable(`MLmodel, signature.${part}`, JSON.stringify(cutText(text, 80)), 'a list of columns or tensors');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // the check that follows refuses it with its own message
    return undefined;
  }
}

function toColumns(entries: readonly Entry[], names: readonly string[]): Column[] {
  const [only] = entries;
  const width = only?.['tensor-spec']?.shape.at(-1) ?? 1;
  if (entries.length === 1 && only?.['tensor-spec']?.shape.length === 2 && width !== 1)
    return matrixColumns(columnType(only), width, names);
  return entries.map(toColumn);
}

function matrixColumns(type: Column['type'], width: number, names: readonly string[]): Column[] {
  if (names.length === 0 || (width > 0 && names.length !== width))
    throw unusable(
      'tag lead_scoring.columns',
      `${names.length} names`,
      `${width > 0 ? width : 'one'} for each column of the input, as the signature names none`,
    );
  return names.map((name) => ({ name, type, required: true }));
}

function toColumn(input: Entry): Column {
  const { name, required, optional } = input;
  if (name === undefined) throw unusable('MLmodel, signature.inputs', 'an input without a name', 'named columns');
  return { name, type: columnType(input), required: required ?? optional !== true };
}

function columnType(input: Entry): Column['type'] {
  const found = input['tensor-spec']?.dtype ?? input.type;
  const type = COLUMN_TYPES.includes(found) ? (found as Column['type']) : COLUMN_TYPE_OF.get(found);
  if (type) return type;
  const expected = [...COLUMN_TYPES, ...COLUMN_TYPE_OF.keys()].join(', ');
  throw unusable(`MLmodel, signature.inputs, ${input.name ?? 'the tensor'}`, `type ${found}`, `one of ${expected}`);
}

/** Named tensor of a type that a manifest supports; otherwise none. */
function toOutput({ name, 'tensor-spec': spec }: Entry): Output[] {
  if (name === undefined || !spec || !NAMED_DTYPES.includes(spec.dtype)) return [];
  const dtype = spec.dtype as Output['tensor-spec']['dtype'];
  return [{ name, type: 'tensor', 'tensor-spec': { dtype, shape: spec.shape } }];
}

function outputsOfFile(outputs: readonly GraphOutput[]): Output[] {
  const tensors = outputs.flatMap(({ name, tensor }): Output[] => {
    const dtype = tensor && DTYPE_OF[tensor.elementType];
    return dtype ? [{ name, type: 'tensor', 'tensor-spec': { dtype, shape: [...tensor.shape] } }] : [];
  });
  const maps = outputs.filter(({ tensor }) => !tensor).map(({ name }) => name);
  const hasFloat = tensors.some(({ 'tensor-spec': { dtype } }) => dtype.startsWith('float'));
  if (maps.length > 0 && !hasFloat) throw zipMapRefusal(maps);
  if (tensors.length > 0) return tensors;
  throw unusable('outputs of the ONNX file', outputs.map(({ name }) => name).join(', ') || 'none', 'a float tensor');
}
