import { type ExecutionResult, executeSync, GraphQLError, print } from 'graphql';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import { introspectionKey } from './answer/answer-field.ts';
import { type FinishAnswer, objectAnswer, type TextResult, textAnswer } from './answer/finish-answer.ts';
import { ProjectionState } from './answer/projection-state.ts';
import { ExecutionState } from './execute/execution-state.ts';
import { checkIntrospection } from './limits/introspection.ts';
import type { Limits } from './limits/limits.ts';
import { type CostCheck, limitCost } from './limits/operation-cost.ts';
import { timingOf } from './observe/request-timing.ts';
import { type ErrorsAndData, traceOperation } from './observe/tracing.ts';
import { type OperationPlan, OperationPlans, type PlanningDeps } from './operation-plans.ts';
import { asDocument, type ClientOperation } from './operations/client-operation.ts';
import { isLongOperation } from './operations/long-fields.ts';
import { type DecidePolicies, NO_POLICIES } from './operations/policies.ts';
import { introspectionOf } from './operations/remove-denied-fields.ts';
import { withSafeVariables } from './operations/safe-variables.ts';
import { deadlineOf } from './sources/request-deadline.ts';
import { LiveOperation } from './subscriptions/live-operation.ts';
import { SubscriptionRoot } from './subscriptions/subscription-root.ts';
import { ErrorMask } from './values/public-error.ts';
import { type CoercedVariables, VariableCoercion, type Variables } from './values/variable-coercion.ts';

/** Dependencies and settings of prepared operations. */
export interface OperationContext extends PlanningDeps {
  readonly limits: Limits;
  /** whether clients may query the schema; if not, messages do not reveal its names either */
  readonly introspection: boolean;
  readonly policies: DecidePolicies;
}

/** An operation with its name and document as the client sent them. */
export interface NamedOperation extends ClientOperation {
  /** text of the whole document */
  readonly source: string;
  /** as the client gave it */
  readonly operationName: string | undefined;
}

/** Response to an operation that is not executed. */
interface Refused {
  readonly errors: readonly GraphQLError[];
}

type Answered<Result> = Result | Refused;

/** A client's operation, valid and ready to run: everything that does not depend on a request is done once. */
export class PreparedOperation {
  readonly operation: ClientOperation;
  readonly source: string;
  readonly operationName: string | undefined;
  readonly #context: OperationContext;
  readonly #variables: VariableCoercion;
  readonly #plans: OperationPlans;
  readonly #checkCost: CostCheck | undefined;
  readonly #isLong: boolean;
  readonly #introspection: ReturnType<typeof introspectionOf>;
  readonly #subscription: SubscriptionRoot | undefined;
  #text: string | undefined;

  /** @throws {GraphQLError} OPERATION_LIMIT_EXCEEDED or VALIDATION_FAILED whatever the variables */
  constructor(named: NamedOperation, context: OperationContext) {
    const { apiSchema, costRules } = context.supergraph;
    const { maxCost, defaultListSize } = context.limits;
    this.source = named.source;
    this.operationName = named.operationName;
    const { operation, clientNames } = withSafeVariables(named);
    this.operation = operation;
    this.#context = context;
    this.#subscription = SubscriptionRoot.of(operation, context.supergraph);
    this.#plans = new OperationPlans(operation, this.#subscription?.isResumable === true, context);
    this.#variables = new VariableCoercion(apiSchema, operation.definition.variableDefinitions ?? [], {
      hideSuggestions: !context.introspection,
      clientNames,
      conditions: this.#plans.conditions,
    });
    this.#checkCost = limitCost({ schema: apiSchema, rules: costRules, defaultListSize }, operation, maxCost);
    this.#introspection = introspectionOf(apiSchema, operation);
    this.#isLong = isLongOperation(operation);
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
  async execute(variables: Variables, context: SubgraphContext): Promise<ExecutionResult> {
    return this.#traced(variables, context, objectAnswer);
  }

  /** Answers the operation with its data as JSON: not a promise when nothing had to be awaited. */
  executeToText(variables: Variables, context: SubgraphContext): TextResult | Promise<TextResult> {
    return this.#traced(variables, context, textAnswer);
  }

  #traced<Result extends ErrorsAndData>(
    variables: Variables,
    context: SubgraphContext,
    finish: FinishAnswer<Result>,
  ): Answered<Result> | Promise<Answered<Result>> {
    const { tracer } = this.#context;
    if (!tracer) return this.#execute(variables, context, finish);
    return traceOperation<Answered<Result>>(tracer, this.operation, async () =>
      this.#execute(variables, context, finish),
    );
  }

  #execute<Result>(
    variables: Variables,
    context: SubgraphContext,
    finish: FinishAnswer<Result>,
  ): Answered<Result> | Promise<Answered<Result>> {
    if (this.#subscription) return { errors: [this.#subscription.transportRequired()] };
    if (this.#isLong) deadlineOf(context)?.lengthen();
    const timing = timingOf(context);
    const startedAt = timing ? performance.now() : 0;
    const { values, errors } = this.#read(variables);
    if (errors) return { errors };
    const start = (plan: OperationPlan): Result | Promise<Result> => {
      timing?.planned(performance.now() - startedAt);
      return this.#run(plan, new ExecutionState(values, context, plan.aliases), finish);
    };
    const plan = this.#planFor(context, values);
    return plan instanceof Promise ? plan.then(start, (error) => this.#refusal(error, context)) : start(plan);
  }

  #run<Result>(
    { fetch, projection }: OperationPlan,
    state: ExecutionState,
    finish: FinishAnswer<Result>,
  ): Result | Promise<Result> {
    if (this.#introspection) this.#introspect(state);
    const pending = fetch?.(state);
    return pending ? pending.then(() => finish(projection, state)) : finish(projection, state);
  }

  /** Makes the plan of a requester that satisfies every requirement, with the default values of its conditions. */
  async warm(): Promise<void> {
    await this.#plans.planFor(this.#plans.access.holderOfAll, this.#variables.defaults());
  }

  /** Makes the plans that another graph's operation of the same text has. */
  async warmFrom(previous: PreparedOperation): Promise<void> {
    for (const { requester, variables } of previous.#plans.ready()) await this.#plans.planFor(requester, variables);
  }

  /**
   * Makes a subscription ready for one requester. Clients subscribe through a `SubscriptionHub`, which shares equal ones.
   *
   * @returns errors when variables do not fit or the requester may not see the field
   * @throws {TypeError} when the operation is no subscription
   */
  async subscribe(variables: Variables, context: SubgraphContext): Promise<LiveOperation | readonly GraphQLError[]> {
    const root = this.#subscription;
    if (!root) throw new TypeError('found a query or mutation, expected a subscription');
    const { values, errors } = this.#read(variables);
    if (errors) return errors;
    const { stream, fetch, projection, aliases } = await this.#planFor(context, values);
    if (stream) return new LiveOperation({ root, stream, fetch, projection, aliases, variables: values, context });
    const state = new ExecutionState(values, context, aliases);
    projection.project(new ProjectionState(state));
    return state.errors;
  }

  /** Answer for an operation that cannot be planned: the error is masked unless its code is public. */
  #refusal(error: unknown, { requestId }: SubgraphContext): Refused {
    const mask = new ErrorMask(this.#context.log, { subgraph: 'none, while planning', requestId });
    const { message, extensions } = mask.publish(error);
    return { errors: [new GraphQLError(message, { extensions })] };
  }

  /** The coerced variables, or the errors of their values, the operation's cost included. */
  #read(variables: Variables): CoercedVariables {
    const coerced = this.#variables.coerce(variables);
    const refusal = coerced.values && this.#checkCost?.(coerced.values);
    return refusal ? { errors: [refusal] } : coerced;
  }

  /** The plan for a request: not a promise when it is ready and no policy has to be decided. */
  #planFor(context: SubgraphContext, values: Variables): OperationPlan | Promise<OperationPlan> {
    const { policies } = this.#plans.access;
    if (policies.length > 0) return this.#planByPolicies(policies, context, values);
    return this.#plans.planFor({ identity: context.identity, policies: NO_POLICIES }, values);
  }

  async #planByPolicies(names: readonly string[], context: SubgraphContext, values: Variables): Promise<OperationPlan> {
    const policies = await this.#context.policies(names, context);
    return this.#plans.planFor({ identity: context.identity, policies }, values);
  }

  #introspect(state: ExecutionState): void {
    if (!this.#introspection) return;
    const { data, errors } = executeSync({
      schema: this.#context.supergraph.apiSchema,
      document: this.#introspection,
      variableValues: state.variables,
    });
    for (const key in data) state.data[introspectionKey(key)] = data[key];
    state.errors.push(...(errors ?? []));
  }
}
