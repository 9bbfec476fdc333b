import protobuf from 'protobufjs';

/**
 * The parts of an ONNX file that determine the cost of a run; field numbers are those of onnx.proto.
 *
 * Every field is repeated, also those that the format has once: ONNX Runtime merges duplicates, and a reader of the last one
 * would miss operators. Fields that matter only by their presence are empty messages.
 */
const SCHEMA = `
syntax = "proto3";
message Model { repeated Graph graph = 7; repeated Any training = 20; repeated Any functions = 25; }
message Any {}
message Graph {
  repeated Node node = 1;
  repeated Tensor initializer = 5;
  repeated Value input = 11;
  repeated Any sparse = 15;
}
message Node {
  repeated string input = 1;
  repeated string output = 2;
  repeated string op = 4;
  repeated Attribute attribute = 5;
  repeated string domain = 7;
}
message Attribute {
  repeated string name = 1;
  repeated int64 i = 3;
  repeated bytes s = 4;
  repeated Tensor t = 5;
  repeated Any g = 6;
  repeated float floats = 7;
  repeated int64 ints = 8;
  repeated bytes strings = 9;
  repeated Any tensors = 10;
  repeated Any graphs = 11;
  repeated string reference = 21;
  repeated Any sparse = 22;
  repeated Any sparses = 23;
}
message Tensor {
  repeated int64 dims = 1;
  repeated int64 int64s = 7;
  repeated string name = 8;
  repeated bytes raw = 9;
  repeated int32 location = 14;
}
message Value { repeated string name = 1; repeated ValueType type = 2; }
message ValueType { repeated TensorType tensor = 1; repeated Any sequence = 4; repeated Any map = 5; }
message TensorType { repeated Shape shape = 2; }
message Shape { repeated Dimension dim = 1; }
message Dimension { repeated int64 value = 1; }
`;

const Model = protobuf.parse(SCHEMA).root.lookupType('Model');

/** A constant of a graph. */
export interface GraphTensor {
  readonly dims: readonly number[];
  /** undefined when they are not stored as int64 */
  readonly int64s: readonly number[] | undefined;
}

/** An attribute of an operator. */
export interface GraphAttribute {
  readonly i: number | undefined;
  readonly ints: readonly number[];
  readonly strings: readonly Uint8Array[];
  readonly tensor: GraphTensor | undefined;
  /** floats, integers and texts */
  readonly length: number;
}

/** One operator of a graph. */
export interface GraphNode {
  readonly input: readonly string[];
  readonly output: readonly string[];
  /** with its domain, where that is not the standard one: `ai.onnx.ml.Scaler` */
  readonly op: string;
  readonly attributes: ReadonlyMap<string, GraphAttribute>;
}

/** A graph without bodies, functions and sparse tensors. */
export interface PlainGraph {
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, GraphTensor>;
  /** dimensions as declared; a free one is undefined */
  readonly inputs: ReadonlyMap<string, readonly (number | undefined)[]>;
}

/** A file whose runs cannot be bounded. */
export class Unbounded extends Error {}

// biome-ignore lint/suspicious/noExplicitAny: decoded messages have the fields of the schema
type Message = any;

/** Reads a graph. @throws {Unbounded} when it has a part that is not read here, or a duplicate */
export function readGraph(bytes: Uint8Array): PlainGraph {
  const model = Model.toObject(Model.decode(bytes), { arrays: true, longs: Number }) as Message;
  refuseIf(model.training.length > 0 || model.functions.length > 0, 'functions');
  const graph = only(model.graph as Message[], 'graph');
  refuseIf(graph.sparse.length > 0, 'sparse constants');
  return {
    nodes: graph.node.map(readNode),
    constants: new Map(graph.initializer.map((each: Message) => [only(each.name, 'name'), readTensor(each)])),
    inputs: new Map(graph.input.map((each: Message) => [only(each.name, 'name'), readShape(each)])),
  };
}

/** The only element. @throws {Unbounded} when there are several, or none without a default */
export function only<Value>(values: readonly Value[], where: string, absent?: Value): Value {
  const [value = absent] = values;
  refuseIf(values.length > 1 || value === undefined, where);
  return value as Value;
}

/** @throws {Unbounded} naming what cannot be bounded */
export function refuseIf(isUnbounded: boolean, what: string): void {
  if (isUnbounded) throw new Unbounded(what);
}

function readNode({ input, output, op, attribute, domain }: Message): GraphNode {
  const space = only<string>(domain, 'domain', '');
  const name = only<string>(op, 'operator');
  return {
    input,
    output,
    op: space === '' || space === 'ai.onnx' ? name : `${space}.${name}`,
    attributes: new Map(attribute.map((each: Message) => [only(each.name, 'name'), readAttribute(each)])),
  };
}

function readAttribute(attribute: Message): GraphAttribute {
  const { g, graphs, tensors, sparse, sparses, reference, t, i, ints, floats, strings } = attribute;
  for (const part of [g, graphs, tensors, sparse, sparses, reference]) refuseIf(part.length > 0, 'a body');
  return {
    i: i.length === 0 ? undefined : only<number>(i, 'attribute'),
    ints,
    strings,
    tensor: t.length === 0 ? undefined : readTensor(only(t, 'attribute')),
    length: floats.length + ints.length + strings.length,
  };
}

function readTensor({ dims, int64s, raw, location }: Message): GraphTensor {
  refuseIf(
    location.some((each: number) => each !== 0),
    'data in another file',
  );
  if (raw.length === 0) return { dims, int64s: int64s.length > 0 ? int64s : undefined };
  const { buffer, byteOffset, byteLength } = only<Uint8Array>(raw, 'data');
  const view = new DataView(buffer, byteOffset, byteLength);
  const count = dims.reduce((product: number, dim: number) => product * dim, 1);
  const isInt64 = byteLength === count * 8 && count <= MOST_DIMENSIONS;
  return {
    dims,
    int64s: isInt64 ? Array.from({ length: count }, (_, at) => Number(view.getBigInt64(at * 8, true))) : undefined,
  };
}

// only shapes and axes are read by value
const MOST_DIMENSIONS = 8;

function readShape({ type }: Message): readonly (number | undefined)[] {
  const { tensor, sequence, map } = only<Message>(type, 'type');
  refuseIf(sequence.length > 0 || map.length > 0, 'an input that is no tensor');
  const { dim } = only<Message>(only<Message>(tensor, 'type').shape, 'shape');
  return dim.map(({ value }: Message) => (value.length === 0 ? undefined : only<number>(value, 'dimension')));
}
