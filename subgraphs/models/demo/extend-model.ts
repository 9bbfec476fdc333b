import type { ModelSignature } from '../../shared/model-manifest.ts';
import { OnnxModel } from '../validation/onnx-proto.ts';

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

/**
 * Lets a model of two classes end in further steps.
 *
 * Protobuf messages that follow each other are one message, in which lists are joined: so steps are added to a file
 * without reading it.
 *
 * @param extension its steps read `probabilities`, float [N, 2], and the inputs
 * @param output    what the last step gives, float [N, 2]: the probabilities of the new model
 */
export function extendModel({ bytes, signature }: OnnxArtifact, extension: Extension, output: string): OnnxArtifact {
  const shape = { dim: [{ dimParam: 'N' }, { dimValue: 2 }] };
  const result = { name: output, type: { tensorType: { elemType: FLOAT, shape } } };
  const graph = { ...extension, output: [result] };
  const added = OnnxModel.encode(OnnxModel.fromObject({ graph })).finish();
  const outputs: ModelSignature['outputs'] = [
    { name: output, type: 'tensor', 'tensor-spec': { dtype: 'float32', shape: [-1, 2] } },
  ];
  return { bytes: Buffer.concat([bytes, added]), signature: { ...signature, outputs } };
}
