import type { Steps } from '../../../statistics/run-cooperatively.ts';
import type { ModelSignature } from '../../model-manifest.ts';
import { probabilityOutput } from '../../onnx/onnx-output.ts';
import type { GraphNode, ModelGraph } from '../file/model-graph.ts';
import { Unreadable } from '../file/unreadable.ts';
import type { Margin } from '../model/margin.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { ENCODERS } from './encoders.ts';
import { bindFeatures } from './feature-inputs.ts';
import { LINEAR } from './linear-operators.ts';
import type { Operand, Operator } from './operator.ts';
import { SHAPES } from './shape-operators.ts';
import { TREES } from './tree-operators.ts';

const OPERATORS: Readonly<Record<string, Operator>> = { ...ARITHMETIC, ...ENCODERS, ...SHAPES, ...LINEAR, ...TREES };

/**
 * The log-odds of a model's raw probability as a sum over features and trees, read out of its graph in steps.
 *
 * Every column before the model proper must be a function of one feature.
 *
 * @throws {Unreadable} naming the operator where that ends
 */
export function* interpretGraph(graph: ModelGraph, signature: ModelSignature): Steps<Margin> {
  const values = new Map<string, Operand>(graph.constants);
  for (const [name, tensor] of bindFeatures(graph.inputs, signature)) values.set(name, tensor);
  const { output, columns } = probabilityOutput(signature);
  for (const node of neededNodes(graph.nodes, output)) {
    yield;
    const results = yield* apply(node, values);
    for (const [at, name] of node.outputs.entries()) if (results[at]) values.set(name, results[at]);
  }
  return marginOf(values.get(output), columns);
}

/** The nodes that an output is computed from, in the file's order. */
function neededNodes(nodes: readonly GraphNode[], output: string): GraphNode[] {
  const needed = new Set([output]);
  const kept: GraphNode[] = [];
  for (const node of [...nodes].reverse()) {
    if (!node.outputs.some((name) => needed.has(name))) continue;
    kept.push(node);
    for (const name of node.inputs) needed.add(name);
  }
  return kept.reverse();
}

function* apply(node: GraphNode, values: ReadonlyMap<string, Operand>): Steps<readonly Operand[]> {
  const operator = Object.hasOwn(OPERATORS, node.operator) ? OPERATORS[node.operator] : undefined;
  if (!operator) throw new Unreadable(`operator ${node.operator}`);
  const inputs = node.inputs.map((name) => values.get(name));
  try {
    return yield* operator(node, inputs);
  } catch (error) {
    if (error instanceof Unreadable) throw new Unreadable(`operator ${node.operator}: ${error.message}`);
    throw error;
  }
}

function marginOf(value: Operand | undefined, width: 1 | 2): Margin {
  const columns = value && 'columns' in value ? value.columns : [];
  const column = columns[width - 1];
  if (columns.length !== width || column?.kind !== 'probability')
    throw new Unreadable('an output that is not the probability of a sum of log-odds');
  return column.logOdds;
}
