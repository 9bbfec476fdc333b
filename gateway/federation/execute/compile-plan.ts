import type { FetchNode, FlattenSegment, PlanNode } from '../plan/query-plan.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import type { ExecutionState } from './execution-state.ts';
import { FlattenPath } from './flatten-path.ts';
import { OwnerStream } from './owner-stream.ts';
import { compileRootFetch } from './root-fetch.ts';
import type { PlanContext, Step } from './subgraph-fetch.ts';

/** A plan that is ready to run. */
export interface CompiledPlan {
  /** of a subscription: its owner's stream, whose events the fetches complete */
  readonly stream: OwnerStream | undefined;
  /** undefined when there is nothing to fetch, or nothing beside the stream */
  readonly fetch: Step | undefined;
}

/**
 * Compiles a plan into steps that can run any number of times, concurrently too.
 *
 * @throws {RangeError} when the plan cannot be executed here: `@defer`, an unknown subgraph
 */
export function compilePlan(node: PlanNode, plan: PlanContext): CompiledPlan {
  const [first, ...rest] = node.kind === 'Sequence' ? node.nodes : [node];
  if (first?.kind !== 'Subscription') return { stream: undefined, fetch: compileNode(node, [], plan) };
  const fetch = rest.length > 0 ? sequence(rest.map((child) => compileNode(child, [], plan))) : undefined;
  return { stream: new OwnerStream(first.primary, plan), fetch };
}

function compileNode(node: PlanNode, path: readonly FlattenSegment[], plan: PlanContext): Step {
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(node, path, plan);
    case 'BatchFetch': {
      const paths = node.entityBatch.aliases.map((alias) =>
        alias.paths.map((segments) => new FlattenPath(segments, plan.supergraph)),
      );
      return compileEntityFetch(node, node.entityBatch.aliases, (index) => paths[index] ?? [], plan);
    }
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path], plan);
    case 'Sequence':
      return sequence(node.nodes.map((child) => compileNode(child, path, plan)));
    case 'Parallel':
      return parallel(node.nodes.map((child) => compileNode(child, path, plan)));
    case 'Condition':
      return condition(
        node.condition,
        node.ifClause ? compileNode(node.ifClause, path, plan) : undefined,
        node.elseClause ? compileNode(node.elseClause, path, plan) : undefined,
      );
    case 'Subscription':
    case 'Defer':
      throw new RangeError(`plan: found ${node.kind} inside a plan, expected what can be fetched`);
  }
}

function compileFetch(node: FetchNode, path: readonly FlattenSegment[], plan: PlanContext): Step {
  if (!node.requires?.length)
    return compileRootFetch(node, path.length > 0 ? new FlattenPath(path, plan.supergraph) : undefined, plan);
  const alias = {
    ...node,
    alias: '_entities',
    representationsVariableName: 'representations',
    requires: node.requires,
  };
  const paths = [new FlattenPath(path, plan.supergraph)];
  return compileEntityFetch(node, [alias], () => paths, plan);
}

function sequence(steps: readonly Step[]): Step {
  return (state) => runFrom(steps, 0, state);
}

/** Runs steps without waiting as long as they end synchronously. */
function runFrom(steps: readonly Step[], start: number, state: ExecutionState): Promise<void> | undefined {
  for (let index = start; index < steps.length; index++) {
    const pending = steps[index]?.(state);
    if (pending) return pending.then(() => runFrom(steps, index + 1, state));
  }
  return undefined;
}

function parallel(steps: readonly Step[]): Step {
  return (state) => {
    let pending: Promise<void>[] | undefined;
    for (const step of steps) {
      const started = step(state);
      if (started) {
        if (pending) pending.push(started);
        else pending = [started];
      }
    }
    return pending && Promise.all(pending).then(() => undefined);
  };
}

function condition(variable: string, ifTrue: Step | undefined, ifFalse: Step | undefined): Step {
  return (state) => (state.variables[variable] === true ? ifTrue : ifFalse)?.(state);
}
