import { type ExecutionResult, executeSync, GraphQLError, type OperationDefinitionNode, print } from 'graphql';
import { type LRU, lru } from 'tiny-lru';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import { pruneErrorPaths } from './answer/error-paths.ts';
import { Projection } from './answer/projection.ts';
import { ProjectionState } from './answer/projection-state.ts';
import { type CompiledPlan, compilePlan } from './execute/compile-plan.ts';
import { ExecutionState } from './execute/execution-state.ts';
import type { PlanContext } from './execute/subgraph-fetch.ts';
import { checkIntrospection } from './limits/introspection.ts';
import type { Limits } from './limits/limits.ts';
import { type CostCheck, limitCost } from './limits/operation-cost.ts';
import { timingOf } from './observe/request-timing.ts';
import { traceOperation, tracePlanning } from './observe/tracing.ts';
import type { Requester } from './operations/authorization.ts';
import { asDocument, type ClientOperation } from './operations/client-operation.ts';
import { conditionVariables, decideConditions } from './operations/conditions.ts';
import { Constants } from './operations/constants.ts';
import { isLongOperation } from './operations/long-fields.ts';
import { OperationAccess } from './operations/operation-access.ts';
import { type DecidePolicies, NO_POLICIES } from './operations/policies.ts';
import { introspectionOf, removeDeniedFields } from './operations/remove-denied-fields.ts';
import { ResponseKeyAliases } from './operations/response-key-aliases.ts';
import { withSafeVariables } from './operations/safe-variables.ts';
import { planOperation } from './plan/plan-operation.ts';
import type { Planner } from './plan/planner.ts';
import type { PlanNode } from './plan/query-plan.ts';
import { deadlineOf } from './sources/request-deadline.ts';
import { LiveOperation } from './subscriptions/live-operation.ts';
import { makeResumable } from './subscriptions/resumption.ts';
import { SubscriptionRoot } from './subscriptions/subscription-root.ts';
import { ErrorMask } from './values/public-error.ts';
import type { Variables } from './values/variable-coercion.ts';
import { type CoercedVariables, VariableCoercion } from './values/variable-coercion.ts';

/** Variants kept per operation, the least recently used go first. */
const VARIANTS = 64;

/** What operations are prepared with. */
export interface OperationContext extends Omit<PlanContext, 'constants'> {
  readonly planner: Planner;
  readonly limits: Limits;
  /** whether clients may ask for the schema; without it, no message gives a name of it away either */
  readonly introspection: boolean;
  readonly policies: DecidePolicies;
}

const NOTHING: CompiledPlan = { stream: undefined, fetch: undefined };

/** An operation for those who hold the same rights and give the same values to `@skip` and `@include`. */
interface Variant extends CompiledPlan {
  readonly projection: Projection;
  readonly keys: ResponseKeyAliases;
  /** somebody it was planned for */
  readonly requester: Requester;
  /** the values it was planned for; only those of conditions matter */
  readonly variables: Variables;
}

/** An operation with the request's words for it. */
export interface NamedOperation extends ClientOperation {
  /** text of the whole document */
  readonly source: string;
  /** as the client gave it */
  readonly operationName: string | undefined;
}

/** A client's operation, valid and ready to run: planned once per {@link Variant}. */
export class PreparedOperation {
  readonly operation: ClientOperation;
  readonly source: string;
  readonly operationName: string | undefined;
  readonly #context: OperationContext;
  readonly #access: OperationAccess;
  readonly #variables: VariableCoercion;
  readonly #conditions: readonly string[];
  readonly #checkCost: CostCheck | undefined;
  readonly #isLong: boolean;
  readonly #introspection: ReturnType<typeof introspectionOf>;
  readonly #subscription: SubscriptionRoot | undefined;
  readonly #variants: LRU<Variant | Promise<Variant>> = lru(VARIANTS);
  #text: string | undefined;

  /** @throws {GraphQLError} OPERATION_LIMIT_EXCEEDED or VALIDATION_FAILED whatever the variables */
  constructor(named: NamedOperation, context: OperationContext) {
    const { apiSchema, accessRules, costRules } = context.supergraph;
    const { maxCost, defaultListSize } = context.limits;
    this.source = named.source;
    this.operationName = named.operationName;
    const { operation, clientNames } = withSafeVariables(named);
    this.operation = operation;
    this.#context = context;
    this.#access = new OperationAccess(apiSchema, operation, accessRules);
    this.#conditions = conditionVariables(operation);
    this.#variables = new VariableCoercion(apiSchema, operation.definition.variableDefinitions ?? [], {
      hideSuggestions: !context.introspection,
      clientNames,
      conditions: this.#conditions,
    });
    this.#checkCost = limitCost({ schema: apiSchema, rules: costRules, defaultListSize }, operation, maxCost);
    this.#introspection = introspectionOf(apiSchema, operation);
    this.#isLong = isLongOperation(operation);
    this.#subscription = SubscriptionRoot.of(operation, context.supergraph);
    const refusal = this.#introspection && checkIntrospection(this.#introspection, apiSchema);
    if (refusal) throw refusal;
  }

  get isSubscription(): boolean {
    return this.#subscription !== undefined;
  }

  /** The operation as the text of a document of its own. */
  get text(): string {
    this.#text ??= print(asDocument(this.operation));
    return this.#text;
  }

  /** The supergraph on which it was prepared. */
  get supergraphSdl(): string {
    return this.#context.supergraph.sdl;
  }

  /** Answers the operation; see `FederatedGraph.execute`. */
  execute(
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
    signal: AbortSignal | undefined,
  ): Promise<ExecutionResult> {
    const { tracer } = this.#context;
    if (!tracer) return this.#execute(variables, context, signal);
    return traceOperation(tracer, this.operation, () => this.#execute(variables, context, signal));
  }

  async #execute(
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
    signal: AbortSignal | undefined,
  ): Promise<ExecutionResult> {
    if (this.#subscription) return { errors: [this.#subscription.transportRequired()] };
    if (this.#isLong) deadlineOf(context)?.lengthen();
    const timing = timingOf(context);
    const startedAt = timing ? performance.now() : 0;
    const { values, errors } = this.#read(variables);
    if (errors) return { errors };
    const found = this.#variantOf(context, values);
    const variant = found instanceof Promise ? await found.catch((error) => this.#refusal(error, context)) : found;
    if (!('projection' in variant)) return variant;
    timing?.planned(performance.now() - startedAt);
    const state = new ExecutionState(values, context, signal, variant.keys);
    if (this.#introspection) this.#introspect(state);
    const pending = variant.fetch?.(state);
    if (pending) await pending;
    const data = variant.projection.project(new ProjectionState(state));
    state.reportRemainingFailures();
    return state.errors.length > 0 ? { errors: pruneErrorPaths(state.errors, data), data } : { data };
  }

  /** Plans for whoever holds every right that the operation asks for, with the default values of its conditions. */
  async warm(): Promise<void> {
    await this.#variantFor(this.#access.holderOfAll, this.#variables.defaults());
  }

  /**
   * Makes a subscription ready for one requester. Clients subscribe through a `SubscriptionHub`, which shares what is equal.
   *
   * @returns errors when variables do not fit or the requester may not see the field
   * @throws {TypeError} when the operation is no subscription
   */
  async subscribe(
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): Promise<LiveOperation | readonly GraphQLError[]> {
    const root = this.#subscription;
    if (!root) throw new TypeError('found a query or mutation, expected a subscription');
    const { values, errors } = this.#read(variables);
    if (errors) return errors;
    const { stream, fetch, projection, keys } = await this.#variantOf(context, values);
    if (stream) return new LiveOperation({ root, stream, fetch, projection, keys, variables: values, context });
    const state = new ExecutionState(values, context, undefined, keys);
    projection.project(new ProjectionState(state));
    return state.errors;
  }

  /** Plans what another graph's operation of the same text was planned for. */
  async warmFrom(previous: PreparedOperation): Promise<void> {
    for (const known of previous.#variants.values()) {
      if (known && !(known instanceof Promise)) await this.#variantFor(known.requester, known.variables);
    }
  }

  /** What cannot be planned is answered with an error, masked unless its code is public. */
  #refusal(error: unknown, { requestId }: SubgraphContext): ExecutionResult {
    const mask = new ErrorMask(this.#context.log, { subgraph: 'none, while planning', requestId });
    const { message, extensions } = mask.publish(error);
    return { errors: [new GraphQLError(message, { extensions })] };
  }

  /** The variables as the operation declares them, or why they cannot be used, their cost included. */
  #read(variables: Readonly<Record<string, unknown>>): CoercedVariables {
    const coerced = this.#variables.coerce(variables);
    const refusal = coerced.values && this.#checkCost?.(coerced.values);
    return refusal ? { errors: [refusal] } : coerced;
  }

  /** What was planned for whoever asks; at once when it is known and no policy has to be decided. */
  #variantOf(context: SubgraphContext, values: Variables): Variant | Promise<Variant> {
    const { identity } = context;
    const named = this.#access.policies;
    if (named.length === 0) return this.#variantFor({ identity, policies: NO_POLICIES }, values);
    return this.#variantByPolicies(named, context, values);
  }

  async #variantByPolicies(named: readonly string[], context: SubgraphContext, values: Variables): Promise<Variant> {
    const policies = await this.#context.policies(named, context);
    return this.#variantFor({ identity: context.identity, policies }, values);
  }

  #variantFor(requester: Requester, variables: Variables): Variant | Promise<Variant> {
    let key = this.#access.satisfiedKey(requester);
    for (const name of this.#conditions) key += variables[name] === true ? 'y' : 'n';
    const known = this.#variants.get(key);
    if (known) return known;
    const planned = tracePlanning(this.#context.tracer, () => this.#plan(requester, variables));
    this.#variants.set(key, planned);
    planned.then(
      (variant) => this.#variants.set(key, variant),
      () => this.#variants.delete(key),
    );
    return planned;
  }

  async #plan(requester: Requester, variables: Variables): Promise<Variant> {
    const { supergraph } = this.#context;
    const operation = decideConditions(this.operation, variables);
    const keys = new ResponseKeyAliases(operation, supergraph);
    const denialsFor = this.#access.denialsFor(requester);
    const { operation: filtered, denials } = removeDeniedFields(supergraph, operation, keys, denialsFor);
    const constants = new Constants();
    const node = filtered && (await this.#planNode(filtered, constants));
    return {
      ...(node ? compilePlan(node, { ...this.#context, constants }) : NOTHING),
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
      requester,
      variables: Object.fromEntries(this.#conditions.map((name) => [name, variables[name]])),
    };
  }

  async #planNode(operation: OperationDefinitionNode, constants: Constants): Promise<PlanNode | undefined> {
    const { supergraph, planner, observer } = this.#context;
    const rewrite = this.#subscription?.isResumable
      ? (text: string): string => makeResumable(text, supergraph.apiSchema)
      : undefined;
    const startedAt = performance.now();
    const node = await planOperation(operation, planner, constants, rewrite);
    observer.planned(performance.now() - startedAt);
    return node;
  }

  #introspect(state: ExecutionState): void {
    if (!this.#introspection) return;
    const { data, errors } = executeSync({
      schema: this.#context.supergraph.apiSchema,
      document: this.#introspection,
      variableValues: state.variables,
    });
    Object.assign(state.data, data);
    state.errors.push(...(errors ?? []));
  }
}
