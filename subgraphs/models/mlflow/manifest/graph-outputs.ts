import protobuf, { type Message } from 'protobufjs';
import { DomainError } from '../../../../platform/errors.ts';

/** The outputs of an ONNX graph, without weights and nodes, so that the size of the file does not matter. */
const SCHEMA = `
syntax = "proto3";
message Model { Graph graph = 7; }
message Graph { repeated Value output = 12; }
message Value { string name = 1; ValueType type = 2; }
message ValueType { TensorType tensor_type = 1; }
message TensorType { int32 elem_type = 1; Shape shape = 2; }
message Shape { repeated Dimension dim = 1; }
message Dimension { int64 dim_value = 1; string dim_param = 2; }
`;

const Model = protobuf.parse(SCHEMA).root.lookupType('Model');

interface Graph {
  readonly output: readonly {
    readonly name: string;
    readonly type: { readonly tensorType: TensorType | null } | null;
  }[];
}

interface TensorType {
  readonly elemType: number;
  readonly shape: { readonly dim: readonly { readonly dimValue: { toNumber(): number } | number }[] } | null;
}

/** Output of a graph. */
export interface GraphOutput {
  readonly name: string;
  /** undefined for other types than tensors, such as the maps of ZipMap */
  readonly tensor: { readonly elementType: number; readonly shape: readonly number[] } | undefined;
}

/**
 * Reads the declared outputs of an ONNX file. A free dimension is −1, and so is the first, the number of rows.
 *
 * @throws {DomainError} ARTIFACT_INVALID when it is not an ONNX protobuf
 */
export function graphOutputs(bytes: Uint8Array): readonly GraphOutput[] {
  try {
    const { graph } = Model.decode(bytes) as Message as unknown as { readonly graph: Graph | null };
    return (graph?.output ?? []).map(({ name, type }) => ({ name, tensor: toTensor(type?.tensorType ?? null) }));
  } catch (cause) {
    const message = `the file: found ${bytes.length} bytes that are no protobuf, expected an ONNX model`;
    throw new DomainError('ARTIFACT_INVALID', message, { where: 'the file' }, { cause });
  }
}

function toTensor(type: TensorType | null): GraphOutput['tensor'] {
  if (!type) return undefined;
  const sizes = (type.shape?.dim ?? []).map(({ dimValue }) => Number(dimValue) || -1);
  return { elementType: type.elemType, shape: sizes.map((size, at) => (at === 0 ? -1 : size)) };
}
