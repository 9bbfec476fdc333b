import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { SubscriptionNode } from '../plan/query-plan.ts';
import type { Source, SubgraphResult, SubgraphStream } from '../sources/source.ts';
import { ErrorMask } from '../values/public-error.ts';
import type { ResponseObject } from '../values/response-object.ts';
import type { ExecutionState } from './execution-state.ts';
import { RootAnswer, type RootReading, type RootStep, rootReading } from './root-fetch.ts';
import type { PlanContext } from './subgraph-fetch.ts';

/** The stream of the subgraph that owns a subscription's field, prepared once for all subscribers. */
export class OwnerStream {
  readonly #subgraph: string;
  readonly #source: Source;
  readonly #text: string;
  readonly #variables: readonly string[];
  readonly #stream: SubgraphStream;
  readonly #reading: RootReading;
  readonly #log: Logger;

  /** @throws {RangeError} when the plan names a subgraph that has no source */
  constructor(node: SubscriptionNode['primary'], { sources, supergraph, constants, log }: PlanContext) {
    const source = sources.get(node.serviceName);
    if (!source)
      throw new RangeError(`plan: found subgraph ${node.serviceName}, expected ${[...sources.keys()].join(', ')}`);
    const { text, document } = constants.restore(node.operation);
    this.#subgraph = node.serviceName;
    this.#source = source;
    this.#text = text;
    this.#variables = node.variableUsages ?? [];
    this.#stream = source.prepareStream({ kind: 'subscription', text, document });
    this.#reading = rootReading(node, document, supergraph);
    this.#log = log;
  }

  /** Opens the stream with the variables that it uses. @see SubgraphStream */
  open(variables: ResponseObject, context: SubgraphContext, signal: AbortSignal): AsyncIterable<SubgraphResult> {
    const needed: ResponseObject = {};
    for (const name of this.#variables) if (Object.hasOwn(variables, name)) needed[name] = variables[name];
    return this.#stream(needed, context, signal);
  }

  /** Makes an event the data of an execution. */
  absorb(event: SubgraphResult, state: ExecutionState): void {
    const step: RootStep = { ...this.#reading, path: undefined, fetch: this };
    new RootAnswer(step, state, [state.data]).absorb(event);
  }

  /** Mask of the stream's errors. */
  errorMask(state: Pick<ExecutionState, 'context'>): ErrorMask {
    return new ErrorMask(this.#log, { subgraph: this.#subgraph, requestId: state.context.requestId });
  }

  /** Whether both streams send the same operation to the same subgraph, so that one serves for the other. */
  equals(other: OwnerStream): boolean {
    return this.#source === other.#source && this.#text === other.#text;
  }
}
