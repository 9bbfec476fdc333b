import type { Tracer } from '@opentelemetry/api';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { type LRU, lru } from 'tiny-lru';
import type { SubgraphContext } from '../../subgraphs/shared/identity.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { findOperation } from './client-operation.ts';
import { HivePlanner } from './hive-planner.ts';
import { type GraphObserver, NO_OBSERVER } from './observer.ts';
import type { Planner } from './planner.ts';
import { type DecidePolicies, denyPolicies, failingClosed } from './policies.ts';
import { type OperationContext, PreparedOperation } from './prepared-operation.ts';
import type { Source } from './source.ts';
import { findConditionalRoot } from './subscriptions/conditional-root.ts';
import { Supergraph } from './supergraph.ts';

/** What a federated graph is made of. */
export interface FederatedGraphOptions {
  readonly supergraphSdl: string;
  /** by the subgraph names of the supergraph */
  readonly sources: ReadonlyMap<string, Source>;
  readonly log: Logger;
  /** Default: {@link HivePlanner} */
  readonly planner?: Planner;
  /** checks beside those of the GraphQL specification */
  readonly validationRules?: readonly ValidationRule[];
  /** longest document, in lexical tokens. Default 5,000 */
  readonly maxTokens?: number;
  /** decides about `@policy`. Default: no policy is fulfilled */
  readonly policies?: DecidePolicies;
  /** hears what happens inside. Default: nobody does */
  readonly observer?: GraphObserver;
  /** makes spans of operations, plans and fetches. Default: none are made */
  readonly tracer?: Tracer | undefined;
  /** prepared operations kept, the least recently used go first. Default 1,000 */
  readonly cacheSize?: number;
}

/** A document that cannot be executed, with everything that is wrong with it. */
export class OperationRefused extends Error {
  override readonly name = 'OperationRefused';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}

/**
 * A federated graph: one schema for clients, answered from several subgraphs.
 *
 * It knows of a graph only what the supergraph says. Documents are parsed, checked and planned once.
 */
export class FederatedGraph {
  /** what clients see */
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  readonly #context: OperationContext;
  readonly #rules: readonly ValidationRule[];
  readonly #maxTokens: number;
  readonly #operations: LRU<PreparedOperation>;
  #isClosed = false;

  /** @throws {RangeError} when a subgraph of the supergraph has no source */
  constructor(options: FederatedGraphOptions) {
    const { supergraphSdl, sources, log, validationRules = [], maxTokens = 5_000, cacheSize = 1_000 } = options;
    const supergraph = new Supergraph(supergraphSdl);
    const absent = supergraph.subgraphs.filter((name) => !sources.has(name));
    if (absent.length > 0) throw new RangeError(`found no source for ${absent.join(', ')}, expected one per subgraph`);
    this.apiSchema = supergraph.apiSchema;
    this.supergraphSdl = supergraphSdl;
    const planner = options.planner ?? new HivePlanner(supergraphSdl);
    const policies = failingClosed(options.policies ?? denyPolicies, log);
    const { observer = NO_OBSERVER, tracer } = options;
    this.#context = { supergraph, sources, log, planner, policies, observer, tracer };
    this.#rules = [...specifiedRules, ...validationRules];
    this.#maxTokens = maxTokens;
    this.#operations = lru(cacheSize);
  }

  /**
   * Parses and checks a document.
   *
   * @param source text of the document
   * @param operationName which of its operations to run; needed when it holds several
   * @throws {OperationRefused} with codes GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, OPERATION_RESOLUTION_FAILURE
   */
  async prepare(source: string, operationName?: string | undefined): Promise<PreparedOperation> {
    return this.#cached(source, operationName, () => this.#parse(source));
  }

  /** The same for a document that was parsed and checked against {@link apiSchema} elsewhere. */
  prepareValid(document: DocumentNode, source: string, operationName?: string | undefined): PreparedOperation {
    return this.#cached(source, operationName, () => document);
  }

  /**
   * Answers a prepared operation. Errors of subgraphs are part of the answer, and masked unless their code is public.
   *
   * @param variables as the client sent them
   * @param context who asks; parts of the graph that need other rights are null, with an error, and not fetched
   * @param signal aborts requests to subgraphs when nobody waits for the answer any more
   */
  execute(
    prepared: PreparedOperation,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
    signal?: AbortSignal | undefined,
  ): Promise<ExecutionResult> {
    return prepared.execute(variables, context, signal);
  }

  /**
   * Plans what was prepared so far and has no plan yet, for whoever holds every right, one operation after another. Ends
   * early when the graph is closed.
   *
   * @throws {Error} when the planner has no plan for one of them
   */
  async warm(): Promise<void> {
    for (const prepared of this.#operations.values()) {
      if (this.#isClosed) return;
      await prepared?.warm();
    }
  }

  /**
   * Prepares and plans what another graph was asked, so that the first requests here find it done. What is not valid here
   * any more is left out: it is refused when it is asked.
   *
   * @param previous a graph that has been in use; the least recently asked go first, so that they are forgotten first
   * @returns how many operations were taken over, and how many left out
   */
  async warmFrom(previous: FederatedGraph): Promise<{ readonly operations: number; readonly refused: number }> {
    const entries = previous.#operations.values();
    let refused = 0;
    for (const known of entries) {
      if (!known) continue;
      try {
        const prepared = await this.prepare(known.source, known.operationName);
        await prepared.warmFrom(known);
      } catch (error) {
        if (!(error instanceof OperationRefused)) throw error;
        refused++;
      }
    }
    return { operations: entries.length - refused, refused };
  }

  /** Gives up the planner; what was prepared still runs. */
  close(): void {
    this.#isClosed = true;
    this.#context.planner.close();
  }

  #cached(source: string, operationName: string | undefined, documentOf: () => DocumentNode): PreparedOperation {
    const key = operationName ? `${operationName} ${source}` : source;
    let prepared = this.#operations.get(key);
    this.#context.observer.prepared(prepared !== undefined);
    if (!prepared) {
      prepared = this.#prepare(documentOf(), source, operationName);
      this.#operations.set(key, prepared);
    }
    return prepared;
  }

  #prepare(document: DocumentNode, source: string, operationName: string | undefined): PreparedOperation {
    const operation = findOperation(document, operationName);
    if (!operation) {
      const found = operationName === undefined ? 'no name' : `the name ${operationName}`;
      throw refusal(
        `found ${found}, expected the name of an operation in the document`,
        'OPERATION_RESOLUTION_FAILURE',
      );
    }
    return new PreparedOperation({ ...operation, source, operationName }, this.#context);
  }

  #parse(source: string): DocumentNode {
    let document: DocumentNode;
    try {
      document = parse(source, { maxTokens: this.#maxTokens });
    } catch (error) {
      throw new OperationRefused([withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')]);
    }
    const conditional = findConditionalRoot(document);
    if (conditional) throw new OperationRefused([withCode(conditional, 'GRAPHQL_VALIDATION_FAILED')]);
    const errors = validate(this.apiSchema, document, this.#rules);
    if (errors.length > 0)
      throw new OperationRefused(errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')));
    return document;
  }
}

function refusal(message: string, code: string): OperationRefused {
  return new OperationRefused([new GraphQLError(message, { extensions: { code } })]);
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes = null, source = null, positions = null, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code, ...extensions } });
}
