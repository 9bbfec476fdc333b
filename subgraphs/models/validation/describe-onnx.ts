import type { Message } from 'protobufjs';
import { DomainError } from '../../../platform/errors.ts';
import { refusal } from '../../../platform/refusal.ts';
import { checkOnnxFile } from '../../../scoring/onnx/check-onnx-file.ts';
import { OnnxModel } from './onnx-proto.ts';

/** Metadata of an ONNX file. */
export interface OnnxDescription {
  readonly irVersion: number;
  /** such as `skl2onnx 1.19.1` */
  readonly producer: string;
  /** version by operator domain; the standard domain is '' */
  readonly opsets: Readonly<Record<string, number>>;
  /** operators in use, as `domain:name`, sorted, without duplicates */
  readonly operators: readonly string[];
}

interface Node {
  readonly opType: string;
  readonly domain: string;
  readonly attribute: readonly { readonly g: Graph | null; readonly graphs: readonly Graph[] }[];
}

interface Graph {
  readonly node: readonly Node[];
}

interface Model {
  readonly irVersion: { toNumber(): number } | number;
  readonly producerName: string;
  readonly producerVersion: string;
  readonly graph: Graph | null;
  readonly opsetImport: readonly { readonly domain: string; readonly version: { toNumber(): number } | number }[];
}

/** Operator domains of ONNX Runtime's CPU build. */
const KNOWN_DOMAINS = ['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft'];

/**
 * Reads the metadata of an ONNX file, without loading it.
 *
 * @throws {DomainError} ARTIFACT_INVALID when it is not an ONNX protobuf, has no graph, has external weights, or uses
 *   operators of an unknown domain
 */
export function describeOnnx(bytes: Uint8Array): OnnxDescription {
  checkOnnxFile(bytes);
  const model = decode(bytes);
  if (!model.graph || model.graph.node.length === 0)
    throw refusal('ARTIFACT_INVALID', 'the file', 'no graph', 'an ONNX model with a graph');
  const graphs = allGraphs(model.graph);
  const nodes = graphs.flatMap(({ node }) => node);
  const foreign = nodes.find(({ domain }) => !KNOWN_DOMAINS.includes(domain));
  if (foreign)
    throw refusal('ARTIFACT_INVALID', `operator ${foreign.opType}`, `domain ${foreign.domain}`, 'standard operators');
  return {
    irVersion: Number(model.irVersion),
    producer: `${model.producerName} ${model.producerVersion}`.trim(),
    opsets: Object.fromEntries(model.opsetImport.map(({ domain, version }) => [domain, Number(version)])),
    operators: [...new Set(nodes.map(({ domain, opType }) => `${domain}:${opType}`))].sort(),
  };
}

function decode(bytes: Uint8Array): Model {
  try {
    return OnnxModel.decode(bytes) as Message as unknown as Model;
  } catch (cause) {
    const message = `the file: found ${bytes.length} bytes that are no protobuf, expected an ONNX model`;
    throw new DomainError('ARTIFACT_INVALID', message, { where: 'the file' }, { cause });
  }
}

/** The graph and the subgraphs of its loops and branches. */
function allGraphs(graph: Graph): Graph[] {
  const bodies = graph.node.flatMap(({ attribute }) =>
    attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs)),
  );
  return [graph, ...bodies.flatMap(allGraphs)];
}
