import protobuf, { type Field } from 'protobufjs';
import type { ModelSignature } from '../../../scoring/model-manifest.ts';
import { OnnxModel } from '../validation/onnx-proto.ts';

const { Reader, Writer } = protobuf;

/** An ONNX file with the signature it is fed by. */
export interface OnnxArtifact {
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
}

/** Plain objects of the messages of `onnx-proto.ts`. */
type Message = Readonly<Record<string, unknown>>;

/** What goes into a graph behind its last step. */
export interface Extension {
  readonly node: readonly Message[];
  readonly initializer?: readonly Message[];
}

const FLOAT = 1;

const Graph = OnnxModel.root.lookupType('Graph');
const GRAPH_TAG = (OnnxModel.fields.graph as Field).id * 8 + 2;

/**
 * Lets a model of two classes end in further steps.
 *
 * Within a message, lists are joined whose parts follow each other: so steps are added to a graph without reading it.
 *
 * @param extension its steps read `probabilities`, float [N, 2], and the inputs
 * @param output    what the last step gives, float [N, 2]: the probabilities of the new model
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

/** Puts fields at the end of a model's graph. */
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
