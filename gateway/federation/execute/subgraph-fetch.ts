import type { Tracer } from '@opentelemetry/api';
import type { Logger } from '../../../platform/logger.ts';
import { observedCall } from '../observe/observed-call.ts';
import type { GraphObserver } from '../observe/observer.ts';
import { tracedCall } from '../observe/tracing.ts';
import type { Constants } from '../operations/constants.ts';
import type { BatchFetchNode, FetchNode } from '../plan/query-plan.ts';
import { limitedCall } from '../sources/request-deadline.ts';
import type { Source, SubgraphCall, SubgraphOperation, SubgraphResult } from '../sources/source.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { ErrorMask } from '../values/public-error.ts';
import type { ResponseObject } from '../values/response-object.ts';
import type { ExecutionState } from './execution-state.ts';

/** A compiled step of a plan. Never rejects: failures are recorded in the state. */
export type Step = (state: ExecutionState) => Promise<void> | undefined;

/** Dependencies of compiled steps. */
export interface PlanContext {
  readonly supergraph: Supergraph;
  /** replacements of the placeholders in operations */
  readonly constants: Constants;
  readonly sources: ReadonlyMap<string, Source>;
  readonly log: Logger;
  readonly observer: GraphObserver;
  /** undefined when tracing is off */
  readonly tracer: Tracer | undefined;
}

/** Handles the response to a fetch, or its failure. */
export interface AnswerHandler {
  absorb(result: SubgraphResult): void;
  /** @param error thrown instead of a response */
  fail(error: unknown): void;
}

/** One request of a plan to one subgraph, prepared once for all executions of the plan. */
export class SubgraphFetch {
  readonly operation: SubgraphOperation;
  readonly #subgraph: string;
  readonly #variables: readonly string[];
  readonly #call: SubgraphCall;
  readonly #isAbortable: boolean;
  readonly #log: Logger;

  /** @throws {RangeError} when the plan names a subgraph that has no source */
  constructor(
    node: Omit<FetchNode, 'kind'> | BatchFetchNode,
    { sources, constants, log, observer, tracer }: PlanContext,
  ) {
    const source = sources.get(node.serviceName);
    if (!source)
      throw new RangeError(`plan: found subgraph ${node.serviceName}, expected ${[...sources.keys()].join(', ')}`);
    const kind = node.operationKind === 'mutation' ? 'mutation' : 'query';
    this.operation = { kind, ...constants.restore(node.operation) };
    this.#subgraph = node.serviceName;
    this.#isAbortable = source.isAbortable !== false;
    this.#variables = node.variableUsages ?? [];
    const call = tracedCall(source.prepare(this.operation), node.serviceName, tracer);
    this.#call = observedCall(limitedCall(call, node.serviceName), node.serviceName, observer);
    this.#log = log;
  }

  /** Sends the request, with the client's variables that it uses beside `variables`, which is changed. */
  send(state: ExecutionState, variables: ResponseObject, handler: AnswerHandler): Promise<void> | undefined {
    for (const name of this.#variables) {
      if (Object.hasOwn(state.variables, name)) variables[name] = state.variables[name];
    }
    try {
      const result = this.#call(variables, state.context, this.#isAbortable ? state.signal : undefined);
      if (result instanceof Promise) return settle(result, handler);
      handler.absorb(result);
    } catch (error) {
      handler.fail(error);
    }
    return undefined;
  }

  /** Mask of one response's errors. */
  errorMask(state: ExecutionState): ErrorMask {
    return new ErrorMask(this.#log, { subgraph: this.#subgraph, requestId: state.context.requestId });
  }
}

async function settle(pending: Promise<SubgraphResult>, handler: AnswerHandler): Promise<void> {
  try {
    handler.absorb(await pending);
  } catch (error) {
    handler.fail(error);
  }
}
