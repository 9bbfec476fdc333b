import type { Tracer } from '@opentelemetry/api';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  specifiedRules,
  type ValidationRule,
} from 'graphql';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import type { Logger } from '../../platform/logger.ts';
import { FiniteNumbersRule } from './document/finite-numbers-rule.ts';
import { OperationRefused } from './document/operation-refused.ts';
import { type DocumentRules, readDocument } from './document/read-document.ts';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts';
import { type GraphObserver, NO_OBSERVER } from './observe/observer.ts';
import { findOperation } from './operations/client-operation.ts';
import { type DecidePolicies, denyPolicies, failingClosed } from './operations/policies.ts';
import { HivePlanner } from './plan/hive-planner.ts';
import type { Planner } from './plan/planner.ts';
import { type OperationContext, PreparedOperation } from './prepared-operation.ts';
import type { Source } from './sources/source.ts';
import { Supergraph } from './supergraph/supergraph.ts';
import { TextCache } from './values/text-cache.ts';

/** Dependencies and settings of a federated graph. */
export interface FederatedGraphOptions {
  readonly supergraphSdl: string;
  /** by the supergraph's names of its subgraphs */
  readonly sources: ReadonlyMap<string, Source>;
  readonly log: Logger;
  /** Default: {@link HivePlanner} */
  readonly planner?: Planner;
  /** rules beside those of the GraphQL specification */
  readonly validationRules?: readonly ValidationRule[];
  /** limits of operations; missing ones have the values of {@link DEFAULT_LIMITS} */
  readonly limits?: Partial<Limits>;
  /** whether clients may query the schema. Default true */
  readonly introspection?: boolean;
  /** decides about `@policy`. Default: no policy is fulfilled */
  readonly policies?: DecidePolicies;
  /** observes operations, plans, fetches and subscriptions. Default: none */
  readonly observer?: GraphObserver;
  /** traces operations, plans and fetches. Default: none */
  readonly tracer?: Tracer | undefined;
  /** prepared operations kept, see {@link TextCache}. Default 1,000 */
  readonly cacheSize?: number;
}

/**
 * A federated graph: one schema for clients, resolved by several subgraphs.
 *
 * The supergraph is all it knows about them. Documents are parsed, validated and planned once.
 */
export class FederatedGraph {
  /** the schema that clients see */
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  readonly #context: OperationContext;
  readonly #rules: DocumentRules;
  readonly #operations: TextCache<PreparedOperation>;
  #isClosed = false;

  /** @throws {RangeError} when a subgraph of the supergraph has no source */
  constructor(options: FederatedGraphOptions) {
    const { supergraphSdl, sources, log, validationRules = [], introspection = true, cacheSize = 1_000 } = options;
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    const supergraph = new Supergraph(supergraphSdl);
    const absent = supergraph.subgraphs.filter((name) => !sources.has(name));
    if (absent.length > 0) throw new RangeError(`found no source for ${absent.join(', ')}, expected one per subgraph`);
    this.apiSchema = supergraph.apiSchema;
    this.supergraphSdl = supergraphSdl;
    const planner = options.planner ?? new HivePlanner(supergraphSdl);
    const policies = failingClosed(options.policies ?? denyPolicies, log);
    const { observer = NO_OBSERVER, tracer } = options;
    this.#context = { supergraph, sources, log, limits, introspection, planner, policies, observer, tracer };
    const rules = [...specifiedRules, FiniteNumbersRule, ...validationRules];
    this.#rules = { schema: this.apiSchema, rules, limits, introspection };
    this.#operations = new TextCache(cacheSize);
  }

  /**
   * Parses and validates a document, unless it is prepared already.
   *
   * @param source text of the document
   * @param operationName which of its operations to run; required when it has several. An empty name counts as none
   * @param isKnown whether it will recur, and is kept longer from the first time on
   * @throws {OperationRefused} with the codes of `readDocument`, and OPERATION_RESOLUTION_FAILURE
   */
  async prepare(source: string, operationName?: string | undefined, isKnown = false): Promise<PreparedOperation> {
    // GraphQL has no empty names: some clients send an empty string instead of none
    const name = operationName || undefined;
    const key = keyOf(source, name);
    const known = this.#operations.get(key);
    this.#context.observer.prepared(known !== undefined);
    if (known) return known;
    const prepared = this.#prepare(readDocument(source, this.#rules), source, name);
    this.#operations.set(key, prepared, key.length, isKnown);
    return prepared;
  }

  /** The operation if it is prepared already; not counted by the observer, unlike {@link prepare}. */
  recall(source: string, operationName?: string | undefined): PreparedOperation | undefined {
    return this.#operations.peek(keyOf(source, operationName));
  }

  /**
   * Executes a prepared operation. Errors of subgraphs become errors of the response, masked unless their code is
   * public.
   *
   * @param variables as the client sent them
   * @param context of the requester; denied fields are null, with an error, and not fetched. Its deadline aborts
   * requests to subgraphs when the response is no longer needed
   */
  execute(
    prepared: PreparedOperation,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): Promise<ExecutionResult> {
    return prepared.execute(variables, context);
  }

  /**
   * Plans the operations that have no plan yet, for a requester that satisfies every requirement, one after another.
   * Stops when the graph is closed.
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
   * Prepares and plans the operations of another graph, so that the first requests to this one find them ready.
   * Operations that are not valid any more are skipped: requests for them are refused.
   *
   * @param previous a graph in use; its least recently used operations come first, so that they are evicted first
   * @returns how many operations were prepared, and how many skipped
   */
  async warmFrom(previous: FederatedGraph): Promise<{ readonly operations: number; readonly refused: number }> {
    const entries = previous.#operations.values();
    let refused = 0;
    for (const known of entries) {
      try {
        const prepared = await this.prepare(known.source, known.operationName, true);
        await prepared.warmFrom(known);
      } catch (error) {
        if (!(error instanceof OperationRefused)) throw error;
        refused++;
      }
    }
    return { operations: entries.length - refused, refused };
  }

  /** Releases the planner; prepared operations still run. */
  close(): void {
    this.#isClosed = true;
    this.#context.planner.close();
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
    const kind = operation.definition.operation;
    // graphql-js has no rule for this
    if (!this.apiSchema.getRootType(kind))
      throw refusal(`found a ${kind}, expected what the schema has`, 'GRAPHQL_VALIDATION_FAILED');
    try {
      return new PreparedOperation({ ...operation, source, operationName }, this.#context);
    } catch (error) {
      // too costly, or too much introspection
      throw error instanceof GraphQLError ? new OperationRefused([error]) : error;
    }
  }
}

function keyOf(source: string, operationName: string | undefined): string {
  // with the length of the name, so that different pairs cannot have the same key
  return `${operationName?.length ?? 0} ${operationName ?? ''}${source}`;
}

function refusal(message: string, code: string): OperationRefused {
  return new OperationRefused([new GraphQLError(message, { extensions: { code } })]);
}
