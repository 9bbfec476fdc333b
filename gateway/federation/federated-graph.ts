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
  /** the most that an operation may ask for; what is absent is as in {@link DEFAULT_LIMITS} */
  readonly limits?: Partial<Limits>;
  /** whether clients may ask for the schema. Default true */
  readonly introspection?: boolean;
  /** decides about `@policy`. Default: no policy is fulfilled */
  readonly policies?: DecidePolicies;
  /** hears what happens inside. Default: nobody does */
  readonly observer?: GraphObserver;
  /** makes spans of operations, plans and fetches. Default: none are made */
  readonly tracer?: Tracer | undefined;
  /** prepared operations kept, the least recently used go first. Default 1,000 */
  readonly cacheSize?: number;
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
   * Parses and checks a document, or finds it prepared.
   *
   * @param source text of the document
   * @param operationName which of its operations to run; needed when it holds several. An empty one is none
   * @throws {OperationRefused} with the codes of `readDocument`, and OPERATION_RESOLUTION_FAILURE
   */
  async prepare(source: string, operationName?: string | undefined): Promise<PreparedOperation> {
    // GraphQL has no empty names: clients that have none send an empty text
    const name = operationName || undefined;
    const known = this.recall(source, name);
    this.#context.observer.prepared(known !== undefined);
    if (known) return known;
    const prepared = this.#prepare(readDocument(source, this.#rules), source, name);
    this.#operations.set(keyOf(source, name), prepared);
    return prepared;
  }

  /** What was prepared before and is not forgotten yet. Nobody hears of it: {@link prepare} is what is counted. */
  recall(source: string, operationName?: string | undefined): PreparedOperation | undefined {
    return this.#operations.get(keyOf(source, operationName));
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
    // a rule that graphql-js lacks
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
  // the length: texts after one another could be divided elsewhere
  return `${operationName?.length ?? 0} ${operationName ?? ''}${source}`;
}

function refusal(message: string, code: string): OperationRefused {
  return new OperationRefused([new GraphQLError(message, { extensions: { code } })]);
}
