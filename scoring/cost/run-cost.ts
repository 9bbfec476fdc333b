import { type GraphTensor, type PlainGraph, readGraph, refuseIf, Unbounded } from './onnx-graph.ts';
import { PLAIN_OPERATORS } from './plain-operators.ts';
import { hasRows, ROWS, requireShape, sizeOf, type ValueShape } from './value-shape.ts';

// about a millisecond per row: a batch of 64 rows blocks the event loop for a tenth of a second at most
const MOST_STEPS = 1_000_000;
const MOST_NODES = 10_000;

/**
 * Upper bound of the steps per row of an ONNX file's run; undefined when they are unbounded or too many.
 *
 * Only a straight line of operators is bounded, whose work is known from the file alone ({@link PLAIN_OPERATORS}): no loop,
 * branch, function or body, no size that depends on data, no value that grows with more than the rows, no cyclic tree.
 * Other files may be harmless, but that is known only after a run.
 */
export function runCost(bytes: Uint8Array): number | undefined {
  try {
    return costOf(readGraph(bytes));
  } catch {
    // also of a file that cannot be read here: its runs are unbounded as far as is known
    return undefined;
  }
}

function costOf({ nodes, constants, inputs }: PlainGraph): number | undefined {
  refuseIf(nodes.length > MOST_NODES, 'many operators');
  const shapes = new Map<string, ValueShape | undefined>([['', []]]);
  for (const [name, { dims }] of constants) shapes.set(name, requireShape(dims));
  for (const [name, dims] of inputs) if (!constants.has(name)) shapes.set(name, inputShape(dims));
  let steps = 0;
  for (const node of nodes) {
    const rule = PLAIN_OPERATORS.get(node.op);
    if (!rule) throw new Unbounded(node.op);
    const given = node.input.map((name) => shapes.get(name) ?? unknown(name));
    const known = node.input.map((name): GraphTensor | undefined => constants.get(name));
    const { outputs, cost = 0 } = rule({ node, shapes: given, constants: known });
    for (const [at, name] of node.output.entries()) if (name !== '') shapes.set(name, outputs[at]);
    steps += cost + sum(given) + sum(outputs);
    refuseIf(!(steps <= MOST_STEPS), 'many steps');
  }
  return steps;
}

/** Only the first dimension of an input may be free: it is the number of rows. */
function inputShape([first, ...rest]: readonly (number | undefined)[]): ValueShape {
  refuseIf(first !== undefined || rest.includes(undefined), 'an input of any size');
  const shape = requireShape([ROWS, ...(rest as number[])]);
  refuseIf(!hasRows(shape), 'an input without rows');
  return shape;
}

function sum(shapes: readonly (ValueShape | undefined)[]): number {
  return shapes.reduce((total, shape) => total + (shape ? sizeOf(shape) : 0), 0);
}

function unknown(name: string): never {
  throw new Unbounded(`value ${name}`);
}
