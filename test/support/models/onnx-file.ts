import { OnnxModel } from '../../../subgraphs/models/validation/onnx-proto.ts';

/** Element types of ONNX tensors, by their numbers in the format. */
const ELEMENT = { float: 1, int32: 6, int64: 7, string: 8, bool: 9, double: 11 } as const;

/** Tensor of a graph's inputs or outputs. A dimension that is a string is free. */
export interface GraphValue {
  readonly name: string;
  readonly type: keyof typeof ELEMENT;
  readonly shape: readonly (number | string)[];
}

/** Plain objects of the messages of `onnx-proto.ts`. */
type Message = Readonly<Record<string, unknown>>;

/** Encodes an ONNX file. */
export function onnxFile(graph: Message, opsets: readonly Message[] = [{ version: 17 }, ML]): Uint8Array {
  const model = { irVersion: 8, producerName: 'test', opsetImport: opsets, graph: { name: 'test', ...graph } };
  return OnnxModel.encode(OnnxModel.fromObject(model)).finish();
}

const ML = { domain: 'ai.onnx.ml', version: 3 };

/** Input or output of a graph. */
export function tensorValue({ name, type, shape }: GraphValue): Message {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: ELEMENT[type], shape: { dim } } } };
}

/** Node of a graph. */
export function node(
  opType: string,
  input: string[],
  output: string[],
  attribute: Message[] = [],
  domain = '',
): Message {
  return { opType, input, output, attribute, domain };
}

/** Integer attribute of a node. */
export const intAttribute = (name: string, i: number): Message => ({ name, i, type: 2 });

/** Text attribute of a node. */
export const stringAttribute = (name: string, s: string): Message => ({ name, s: Buffer.from(s), type: 3 });

/** Constant: a one-dimensional int64 tensor. */
export const int64Constant = (name: string, values: number[]): Message => ({
  name,
  dataType: ELEMENT.int64,
  dims: [values.length],
  int64Data: values,
});

const PROBABILITIES: GraphValue = { name: 'probabilities', type: 'float', shape: ['N', 1] };

/**
 * Model with one tensor per column: the probability is sigmoid(first input), as a float; the others are ignored.
 *
 * With `output` the result keeps the sigmoid's values but declares another name, type or shape.
 */
export function columnsModel(inputs: readonly GraphValue[], output: GraphValue = PROBABILITIES): Uint8Array {
  const [first] = inputs;
  const steps = [
    node('Cast', [first?.name ?? ''], ['x'], [intAttribute('to', ELEMENT.float)]),
    node('Sigmoid', ['x'], [output.name]),
  ];
  return onnxFile({ node: steps, input: inputs.map(tensorValue), output: [tensorValue(output)] });
}

/** Model with one float tensor [N, width]: the probability is sigmoid(sum of the row). */
export function matrixModel(width: number | string, output: GraphValue = PROBABILITIES): Uint8Array {
  return onnxFile({
    node: [
      node('ReduceSum', ['features', 'axes'], ['sum'], [intAttribute('keepdims', 1)]),
      node('Sigmoid', ['sum'], [output.name]),
    ],
    initializer: [int64Constant('axes', [1])],
    input: [tensorValue({ name: 'features', type: 'float', shape: ['N', width] })],
    output: [tensorValue(output)],
  });
}

/** Model whose probabilities are a sequence of maps, as exporters create by default. */
export function zipMapModel(width: number): Uint8Array {
  const map = { keyType: ELEMENT.int64, valueType: { tensorType: { elemType: ELEMENT.float } } };
  const labels = { name: 'classlabels_int64s', ints: Array.from({ length: width }, (_, at) => at), type: 7 };
  return onnxFile({
    node: [node('ZipMap', ['features'], ['probabilities'], [labels], 'ai.onnx.ml')],
    input: [tensorValue({ name: 'features', type: 'float', shape: ['N', width] })],
    output: [{ name: 'probabilities', type: { sequenceType: { elemType: { mapType: map } } } }],
  });
}

/** Model of one matrix column whose loop does not end within any time limit. */
export function hangingModel(): Uint8Array {
  const body = {
    name: 'body',
    node: [node('Identity', ['go'], ['still']), node('Sigmoid', ['value'], ['next'])],
    input: [
      tensorValue({ name: 'turn', type: 'int64', shape: [] }),
      tensorValue({ name: 'go', type: 'bool', shape: [] }),
      tensorValue({ name: 'value', type: 'float', shape: ['N', 1] }),
    ],
    output: [
      tensorValue({ name: 'still', type: 'bool', shape: [] }),
      tensorValue({ name: 'next', type: 'float', shape: ['N', 1] }),
    ],
  };
  return onnxFile({
    node: [node('Loop', ['turns', '', 'features'], ['probabilities'], [{ name: 'body', g: body, type: 5 }])],
    initializer: [{ name: 'turns', dataType: ELEMENT.int64, dims: [], int64Data: [2 ** 52] }],
    input: [tensorValue({ name: 'features', type: 'float', shape: ['N', 1] })],
    output: [tensorValue(PROBABILITIES)],
  });
}

/** Model of one matrix column that allocates a tensor of this many floats. */
export function memoryModel(floats: number): Uint8Array {
  return onnxFile({
    node: [
      node('ConstantOfShape', ['shape'], ['zeros']),
      node('ReduceSum', ['zeros', 'axes'], ['sum'], [intAttribute('keepdims', 0)]),
      node('Add', ['features', 'sum'], ['shifted']),
      node('Sigmoid', ['shifted'], ['probabilities']),
    ],
    initializer: [int64Constant('shape', [floats]), int64Constant('axes', [0])],
    input: [tensorValue({ name: 'features', type: 'float', shape: ['N', 1] })],
    output: [tensorValue(PROBABILITIES)],
  });
}
