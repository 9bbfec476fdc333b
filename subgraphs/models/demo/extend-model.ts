import protobuf, { type Field } from 'protobufjs';
import type { ModelSignature } from '../../../scoring/model-manifest.ts';
import { OnnxModel } from '../validation/onnx-proto.ts';

const { Reader, Writer } = protobuf;

/** ONNX file with its signature. */
export interface OnnxArtifact {
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
}

/** plain objects of the messages of `onnx-proto.ts` */
type Message = Readonly<Record<string, unknown>>;

/** Nodes to append to a graph. */
export interface Extension {
  readonly node: readonly Message[];
  readonly initializer?: readonly Message[];
}

const FLOAT = 1;

const Graph = OnnxModel.root.lookupType('Graph');
const GRAPH_TAG = (OnnxModel.fields.graph as Field).id * 8 + 2;

/**
 * Appends nodes to a model of two classes.
 *
 * Protobuf concatenates repeated fields of a message, so nodes can be appended without parsing the graph.
 *
 * @param extension nodes that read `probabilities`, float [N, 2], and the inputs
 * @param output    name of their output, float [N, 2]: the probabilities of the new model
 */
export function extendModel({ bytes, signature }: OnnxArtifact, extension: Extension, output: string): OnnxArtifact {
  const shape = { dim: [{ dimParam: 'N' }, { dimValue: 2 }] };
  const result = { name: output, type: { tensorType: { elemType: FLOAT, shape } } };
  const graph = { ...extension, output: [result] };
  const added = Graph.encode(Graph.fromObject(graph)).finish();
  const outputs: ModelSignature['outputs'] = [
    { name: output, type: 'tensor', 'tensor-spec': { dtype: 'float32', shape: [-1, 2] } },
  ];
  return { bytes: appendToGraph(bytes, added), signature: { ...signature, outputs } };
}

/** Appends fields to the graph of a model. */
function appendToGraph(model: Uint8Array, added: Uint8Array): Uint8Array {
  const reader = Reader.create(model);
  while (true) {
    const start = reader.pos;
    const tag = reader.uint32();
    if (tag !== GRAPH_TAG) {
      reader.skipType(tag & 7);
      continue;
    }
    const graph = Buffer.concat([reader.bytes(), added]);
    const field = new Writer().uint32(GRAPH_TAG).bytes(graph).finish();
    return Buffer.concat([model.subarray(0, start), field, model.subarray(reader.pos)]);
  }
}
