import type { Steps } from '../../../statistics/run-cooperatively.ts';
import {
  type Attribute,
  type ConstantTensor,
  ELEMENTS,
  type GraphInput,
  type GraphNode,
  type ModelGraph,
} from './model-graph.ts';
import { append, floats, integers, readTensor, text } from './read-tensor.ts';
import { refuseIf } from './unreadable.ts';
import { wireFields } from './wire-fields.ts';

/**
 * Reads the graph of an ONNX file, with the content of its weights, in steps. Field numbers are those of onnx.proto.
 *
 * @throws {Unreadable} when it has functions, sparse constants or operators with bodies
 */
export function* readGraph(bytes: Uint8Array): Steps<ModelGraph> {
  const nodes: GraphNode[] = [];
  const constants = new Map<string, ConstantTensor>();
  const inputs: GraphInput[] = [];
  for (const model of wireFields(bytes)) {
    refuseIf(model.number === 20 || model.number === 25, 'functions');
    if (model.number !== 7) continue;
    for (const { number, value } of wireFields(model.value as Uint8Array)) {
      refuseIf(number === 15, 'sparse constants');
      if (number === 1) nodes.push(yield* readNode(value as Uint8Array));
      else if (number === 5) {
        const { name, tensor } = readTensor(value as Uint8Array);
        constants.set(name, tensor);
      } else if (number === 11) inputs.push(readInput(value as Uint8Array));
      yield;
    }
  }
  return { nodes, constants, inputs: inputs.filter(({ name }) => !constants.has(name)) };
}

function* readNode(bytes: Uint8Array): Steps<GraphNode> {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Attribute>();
  let [operator, domain] = ['', ''];
  for (const { number, value } of wireFields(bytes)) {
    if (number === 1) inputs.push(text(value));
    else if (number === 2) outputs.push(text(value));
    else if (number === 4) operator = text(value);
    else if (number === 7) domain = text(value);
    else if (number === 5) {
      const { name, attribute } = yield* readAttribute(value as Uint8Array);
      attributes.set(name, attribute);
      yield;
    }
  }
  return {
    operator: domain === '' || domain === 'ai.onnx' ? operator : `${domain}.${operator}`,
    inputs,
    outputs,
    attributes,
  };
}

// numbers are not packed in this format: a tree ensemble has a field for each of its nodes and attributes
const FIELDS_PER_STEP = 2048;

function* readAttribute(bytes: Uint8Array): Steps<{ readonly name: string; readonly attribute: Attribute }> {
  let [name, count] = ['', 0];
  const singles: { float?: number; int?: number; string?: string; tensor?: ConstantTensor } = {};
  const lists = { floats: [] as number[], ints: [] as number[], strings: [] as string[] };
  for (const { number, value } of wireFields(bytes)) {
    if (number === 1) name = text(value);
    else if (number === 2) singles.float = floats(value)[0] as number;
    else if (number === 3) singles.int = value as number;
    else if (number === 4) singles.string = text(value);
    else if (number === 5) singles.tensor = readTensor(value as Uint8Array).tensor;
    else if (number === 7) append(lists.floats, floats(value));
    else if (number === 8) append(lists.ints, integers(value));
    else if (number === 9) lists.strings.push(text(value));
    else refuseIf([6, 10, 11, 22, 23].includes(number), 'an operator with a body');
    if (++count % FIELDS_PER_STEP === 0) yield;
  }
  const { float, int, string, tensor } = singles;
  return { name, attribute: { float, int, string, tensor, ...lists } };
}

function readInput(bytes: Uint8Array): GraphInput {
  let [name, element] = ['', 0];
  for (const { number, value } of wireFields(bytes)) {
    if (number === 1) name = text(value);
    if (number !== 2) continue;
    for (const type of wireFields(value as Uint8Array))
      if (type.number === 1)
        for (const tensor of wireFields(type.value as Uint8Array))
          if (tensor.number === 1) element = tensor.value as number;
  }
  return { name, element: ELEMENTS.get(element) };
}
