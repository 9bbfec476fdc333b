import { type ExecutionResult, executeSync, GraphQLError } from 'graphql';
import { type LRU, lru } from 'tiny-lru';
import type { Identity, SubgraphContext } from '../../subgraphs/shared/identity.ts';
import type { Bag } from './bag.ts';
import type { ClientOperation } from './client-operation.ts';
import { conditionVariables, decideConditions } from './conditions.ts';
import { placeErrors } from './error-places.ts';
import { FetchKeys } from './fetch-keys.ts';
import { OperationAccess } from './operation-access.ts';
import { filterOperation, introspectionOf } from './operation-filter.ts';
import { compilePlan } from './plan-compiler.ts';
import type { Planner } from './planner.ts';
import { Projection } from './projection.ts';
import { ProjectionRun } from './projection-run.ts';
import { ErrorMask } from './public-error.ts';
import { Run } from './run.ts';
import type { PlanContext, Step } from './subgraph-fetch.ts';
import { VariableCoercion } from './variables.ts';

/** Variants kept per operation, the least recently used go first. */
const VARIANTS = 64;

/** What operations are prepared with. */
export interface OperationContext extends PlanContext {
  readonly planner: Planner;
}

/** An operation for those who hold the same rights and give the same values to `@skip` and `@include`. */
interface Variant {
  /** absent when there is nothing to fetch */
  readonly fetch: Step | undefined;
  readonly projection: Projection;
  readonly keys: FetchKeys;
}

/** A client's operation, valid and ready to run: planned once per {@link Variant}. */
export class PreparedOperation {
  readonly operation: ClientOperation;
  readonly #context: OperationContext;
  readonly #access: OperationAccess;
  readonly #variables: VariableCoercion;
  readonly #conditions: readonly string[];
  readonly #introspection: ReturnType<typeof introspectionOf>;
  readonly #variants: LRU<Variant | Promise<Variant>> = lru(VARIANTS);

  constructor(operation: ClientOperation, context: OperationContext) {
    const { apiSchema, accessRules } = context.supergraph;
    this.operation = operation;
    this.#context = context;
    this.#access = new OperationAccess(apiSchema, operation, accessRules);
    this.#variables = new VariableCoercion(apiSchema, operation.definition.variableDefinitions ?? []);
    this.#conditions = conditionVariables(operation);
    this.#introspection = introspectionOf(apiSchema, operation);
  }

  /** Answers the operation; see `FederatedGraph.execute`. */
  async execute(
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
    signal: AbortSignal | undefined,
  ): Promise<ExecutionResult> {
    const { values, errors } = this.#variables.coerce(variables);
    if (errors) return { errors };
    const found = this.#variantFor(context.identity, values);
    const variant = found instanceof Promise ? await found.catch((error) => this.#refusal(error, context)) : found;
    if (!('projection' in variant)) return variant;
    const run = new Run(values, context, signal, variant.keys);
    if (this.#introspection) this.#introspect(run, variables);
    const pending = variant.fetch?.(run);
    if (pending) await pending;
    const data = variant.projection.project(new ProjectionRun(run));
    run.reportRemainingFailures();
    return run.errors.length > 0 ? { errors: placeErrors(run.errors, data), data } : { data };
  }

  /** What cannot be planned is answered with an error, masked unless its code is public. */
  #refusal(error: unknown, { requestId }: SubgraphContext): ExecutionResult {
    const mask = new ErrorMask(this.#context.log, { subgraph: 'none, while planning', requestId });
    const { message, extensions } = mask.publish(error);
    return { errors: [new GraphQLError(message, { extensions })] };
  }

  #variantFor(identity: Identity, variables: Bag): Variant | Promise<Variant> {
    let key = this.#access.rightsKey(identity);
    for (const name of this.#conditions) key += variables[name] === true ? 'y' : 'n';
    const known = this.#variants.get(key);
    if (known) return known;
    const planned = this.#plan(identity, variables);
    this.#variants.set(key, planned);
    planned.then(
      (variant) => this.#variants.set(key, variant),
      () => this.#variants.delete(key),
    );
    return planned;
  }

  async #plan(identity: Identity, variables: Bag): Promise<Variant> {
    const { supergraph, planner } = this.#context;
    const operation = decideConditions(this.operation, variables);
    const keys = new FetchKeys(operation, supergraph);
    const denialsFor = this.#access.denialsFor(identity);
    const { text, denials } = filterOperation(supergraph, operation, keys, denialsFor);
    const plan = text === undefined ? undefined : await planner.plan(text);
    return {
      fetch: plan?.node ? compilePlan(plan.node, this.#context) : undefined,
      projection: new Projection({
        supergraph,
        operation,
        keys,
        isCoerced: [...this.#context.sources.values()].every((source) => source.isCoerced === true),
        denialOf: (parentType, field, nodes) => {
          const node = nodes.find((candidate) => denials.has(candidate));
          return node ? denials.get(node) : denialsFor(parentType, field);
        },
      }),
      keys,
    };
  }

  #introspect(run: Run, variables: Readonly<Record<string, unknown>>): void {
    if (!this.#introspection) return;
    const { data, errors } = executeSync({
      schema: this.#context.supergraph.apiSchema,
      document: this.#introspection,
      variableValues: variables,
    });
    Object.assign(run.data, data);
    run.errors.push(...(errors ?? []));
  }
}
