import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { DomainError } from '../../platform/errors.ts';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import type { Logger } from '../../platform/logger.ts';
import type { TextResult } from './answer/finish-answer.ts';
import type { FederatedGraph } from './federated-graph.ts';
import type { PreparedOperation } from './prepared-operation.ts';

/** Dependencies of a graph host. */
export interface GraphHostOptions {
  readonly supergraphSdl: string;
  /** Creates a graph; throws when the supergraph cannot be served. */
  readonly createGraph: (supergraphSdl: string) => FederatedGraph;
  readonly log: Logger;
}

/** An operation that stays prepared across changes of the graph. */
export interface HostedOperation {
  readonly source: string;
  readonly operationName: string | undefined;
  /** the graph on which it is prepared */
  graph: FederatedGraph;
  prepared: PreparedOperation;
}

/** Called after each change of the graph. */
export type GraphChanged = (graph: FederatedGraph) => void;

/**
 * Serves one federated graph, and replaces it by another while requests run.
 *
 * Requests in progress end on the graph they started on. Before the new graph is served it plans the operations of the
 * old one, so the change adds no latency to requests. A supergraph that cannot be served is ignored.
 */
export class GraphHost {
  readonly #createGraph: (supergraphSdl: string) => FederatedGraph;
  readonly #log: Logger;
  readonly #listeners = new Set<GraphChanged>();
  #current: FederatedGraph;
  #swap: Promise<unknown> = Promise.resolve();

  /** @throws the error of `createGraph` for the first supergraph */
  constructor({ supergraphSdl, createGraph, log }: GraphHostOptions) {
    this.#createGraph = createGraph;
    this.#log = log;
    this.#current = createGraph(supergraphSdl);
  }

  /** The graph that is served now. */
  get current(): FederatedGraph {
    return this.#current;
  }

  /** The schema that clients see now. */
  get apiSchema(): GraphQLSchema {
    return this.#current.apiSchema;
  }

  /** Adds a listener to changes of the graph; the result removes it. */
  onChange(listener: GraphChanged): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** See `FederatedGraph.prepare`; after a change of the graph, {@link execute} prepares the operation again. */
  async prepare(source: string, operationName?: string | undefined, isKnown = false): Promise<HostedOperation> {
    const graph = this.#current;
    return { source, operationName, graph, prepared: await graph.prepare(source, operationName, isKnown) };
  }

  /**
   * See `FederatedGraph.execute`.
   *
   * @throws {OperationRefused} when the graph has changed and the operation is not valid any more
   */
  async execute(
    operation: HostedOperation,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): Promise<ExecutionResult> {
    if (operation.graph !== this.#current) await this.#renew(operation);
    return operation.prepared.execute(variables, context);
  }

  /** The same with the data as JSON: not a promise when nothing had to be awaited. */
  executeToText(
    operation: HostedOperation,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): TextResult | Promise<TextResult> {
    if (operation.graph === this.#current) return operation.prepared.executeToText(variables, context);
    return this.#renew(operation).then(() => operation.prepared.executeToText(variables, context));
  }

  /** See `FederatedGraph.warm`. */
  warm(): Promise<void> {
    return this.#current.warm();
  }

  /**
   * Serves another supergraph. Changes are applied one after the other; the same text is no change.
   *
   * @returns whether the supergraph changed
   * @throws {DomainError} SUPERGRAPH_INVALID when it cannot be served; the previous graph stays
   */
  swap(supergraphSdl: string): Promise<boolean> {
    const swapped = this.#swap.then(() => this.#replace(supergraphSdl));
    this.#swap = swapped.catch(() => undefined);
    return swapped;
  }

  async #replace(supergraphSdl: string): Promise<boolean> {
    const previous = this.#current;
    if (supergraphSdl === previous.supergraphSdl) return false;
    const startedAt = performance.now();
    const next = this.#create(supergraphSdl);
    const warmed = await next.warmFrom(previous);
    this.#current = next;
    for (const listener of this.#listeners) listener(next);
    const durationMs = Math.round(performance.now() - startedAt);
    this.#log.info({ ...warmed, durationMs }, 'supergraph changed');
    return true;
  }

  #create(supergraphSdl: string): FederatedGraph {
    try {
      return this.#createGraph(supergraphSdl);
    } catch (cause) {
      throw new DomainError('SUPERGRAPH_INVALID', `supergraph: ${(cause as Error).message}`, {}, { cause });
    }
  }

  async #renew(operation: HostedOperation): Promise<void> {
    const graph = this.#current;
    operation.prepared = await graph.prepare(operation.source, operation.operationName);
    operation.graph = graph;
  }
}
