import { GraphQLError } from 'graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { responseText, textAnswer } from '../answer/finish-answer.ts';
import type { Projection } from '../answer/projection.ts';
import { ExecutionState } from '../execute/execution-state.ts';
import type { OwnerStream } from '../execute/owner-stream.ts';
import type { Step } from '../execute/subgraph-fetch.ts';
import type { ResponseKeyAliases } from '../operations/response-key-aliases.ts';
import type { SubgraphResult } from '../sources/source.ts';
import type { Variables } from '../values/variable-coercion.ts';
import { AFTER_VARIABLE } from './resumption.ts';
import type { SubscriptionEvent } from './subscription-event.ts';
import type { SubscriptionRoot } from './subscription-root.ts';

/** Parts of a live operation. */
export interface LiveOperationDeps {
  readonly root: SubscriptionRoot;
  readonly stream: OwnerStream;
  /** completes an event with fields of other subgraphs */
  readonly fetch: Step | undefined;
  readonly projection: Projection;
  readonly aliases: ResponseKeyAliases;
  /** coerced */
  readonly variables: Variables;
  readonly context: SubgraphContext;
}

/**
 * A subscription on one graph, with its variables and its requester: opens the owner's stream, and completes each of
 * its events for clients.
 */
export class LiveOperation {
  readonly #deps: LiveOperationDeps;

  constructor(deps: LiveOperationDeps) {
    this.#deps = deps;
  }

  /** Name of the subscription's field in the schema. */
  get field(): string {
    return this.#deps.root.field;
  }

  /** Whether the stream can resume at a cursor; see `SubscriptionRoot`. */
  get isResumable(): boolean {
    return this.#deps.root.isResumable;
  }

  get variables(): Variables {
    return this.#deps.variables;
  }

  get context(): SubgraphContext {
    return this.#deps.context;
  }

  /** The cursor that the client asked to start at; undefined when it gave none. */
  get after(): unknown {
    return this.#deps.root.after(this.#deps.variables);
  }

  /** Whether both operations have the same stream. */
  sharesStreamWith(other: LiveOperation): boolean {
    return this.#deps.stream.equals(other.#deps.stream);
  }

  /**
   * Opens the owner's stream.
   *
   * @param after cursor to start at; undefined for now. Ignored when not resumable
   * @see SubgraphStream
   */
  open(after: unknown, signal: AbortSignal): AsyncIterable<SubgraphResult> {
    const { stream, variables, context } = this.#deps;
    const opened = after === undefined ? variables : { ...variables, [AFTER_VARIABLE]: after };
    return stream.open(opened, context, signal);
  }

  /** Runs the rest of the plan on an event of the owner. Never rejects: failures become errors of the response. */
  complete(event: SubgraphResult): SubscriptionEvent | Promise<SubscriptionEvent> {
    const { stream, fetch, aliases, variables, context } = this.#deps;
    const state = new ExecutionState(variables, context, aliases);
    stream.absorb(event, state);
    const pending = fetch?.(state);
    return pending ? pending.then(() => this.#answer(state)) : this.#answer(state);
  }

  /** The client's error for a stream that could not be opened or was lost. */
  publish(error: unknown): GraphQLError {
    const { message, extensions } = this.#deps.stream.errorMask(this.#deps).publish(error);
    return new GraphQLError(message, { extensions });
  }

  #answer(state: ExecutionState): SubscriptionEvent {
    const cursor = this.#deps.root.cursorOf(state.data);
    return { text: responseText(textAnswer(this.#deps.projection, state)), cursor };
  }
}
