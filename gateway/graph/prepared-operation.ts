import { type ExecutionResult, executeSync, GraphQLError, getVariableValues } from 'graphql';
import { type LRU, lru } from 'tiny-lru';
import type { Identity, SubgraphContext } from '../../subgraphs/shared/identity.ts';
import type { Bag } from './bag.ts';
import type { ClientOperation } from './client-operation.ts';
import { OperationAccess } from './operation-access.ts';
import { filterOperation, introspectionOf } from './operation-filter.ts';
import { compilePlan } from './plan-compiler.ts';
import type { Planner } from './planner.ts';
import { Projection } from './projection.ts';
import { ProjectionRun } from './projection-run.ts';
import { Run } from './run.ts';
import { conditionVariables } from './selected-fields.ts';
import type { PlanContext, Step } from './subgraph-fetch.ts';

/** Variants are kept per operation for at most this many sets of rights, and of `@skip` and `@include` values. */
const VARIANTS = 64;

/** What operations are prepared with. */
export interface OperationContext extends PlanContext {
  readonly planner: Planner;
}

/** An operation as one group of askers sees it: those who hold the same rights. */
interface Variant {
  /** absent when there is nothing to fetch */
  readonly fetch: Step | undefined;
  projectionFor(variables: Bag): Projection;
}

/**
 * A client's operation, valid and ready to run: planned once for all who hold the same rights.
 */
export class PreparedOperation {
  readonly operation: ClientOperation;
  readonly #context: OperationContext;
  readonly #access: OperationAccess;
  readonly #conditions: readonly string[];
  readonly #introspection: ReturnType<typeof introspectionOf>;
  readonly #variants: LRU<Variant | Promise<Variant>> = lru(VARIANTS);

  constructor(operation: ClientOperation, context: OperationContext) {
    const { apiSchema, accessRules } = context.supergraph;
    this.operation = operation;
    this.#context = context;
    this.#access = new OperationAccess(apiSchema, operation, accessRules);
    this.#conditions = conditionVariables(operation);
    this.#introspection = introspectionOf(apiSchema, operation);
  }

  /** Answers the operation; see {@link FederatedGraph.execute}. */
  async execute(
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
    signal: AbortSignal | undefined,
  ): Promise<ExecutionResult> {
    const { apiSchema } = this.#context.supergraph;
    const coerced = getVariableValues(apiSchema, this.operation.definition.variableDefinitions ?? [], variables);
    if (coerced.errors) return { errors: coerced.errors.map(asValidationError) };
    const found = this.#variantFor(context.identity);
    const variant = found instanceof Promise ? await found : found;
    const run = new Run(coerced.coerced, context, signal);
    if (this.#introspection) this.#introspect(run, variables);
    const pending = variant.fetch?.(run);
    if (pending) await pending;
    const data = variant.projectionFor(run.variables).project(new ProjectionRun(run));
    run.reportRemainingFailures();
    return run.errors.length > 0 ? { errors: run.errors, data } : { data };
  }

  /** Plans ahead for whoever holds the same rights as `identity`. */
  async warm(identity: Identity): Promise<void> {
    await this.#variantFor(identity);
  }

  #variantFor(identity: Identity): Variant | Promise<Variant> {
    const key = this.#access.rightsKey(identity);
    const known = this.#variants.get(key);
    if (known) return known;
    const planned = this.#plan(identity);
    this.#variants.set(key, planned);
    planned.then(
      (variant) => this.#variants.set(key, variant),
      () => this.#variants.delete(key),
    );
    return planned;
  }

  async #plan(identity: Identity): Promise<Variant> {
    const { apiSchema: schema } = this.#context.supergraph;
    const denialsFor = this.#access.denialsFor(identity);
    const { text, denials } = filterOperation(schema, this.operation, denialsFor);
    const plan = text === undefined ? undefined : await this.#context.planner.plan(text);
    const projections: LRU<Projection> = lru(VARIANTS);
    return {
      fetch: plan?.node ? compilePlan(plan.node, this.#context) : undefined,
      projectionFor: (variables) => {
        const key = this.#conditionsKey(variables);
        let projection = projections.get(key);
        if (!projection) {
          projection = new Projection({
            schema,
            operation: this.operation,
            conditions: variables,
            denialOf: (parentType, field, nodes) => {
              const node = nodes.find((candidate) => denials.has(candidate));
              return node ? denials.get(node) : denialsFor(parentType, field);
            },
          });
          projections.set(key, projection);
        }
        return projection;
      },
    };
  }

  #conditionsKey(variables: Bag): string {
    let key = '';
    for (const name of this.#conditions) key += variables[name] === true ? '1' : '0';
    return key;
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

function asValidationError(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'VALIDATION_FAILED' } });
}
