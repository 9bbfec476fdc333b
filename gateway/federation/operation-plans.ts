import type { OperationDefinitionNode } from 'graphql';
import { type LRU, lru } from 'tiny-lru';
import { Projection } from './answer/projection.ts';
import { type CompiledPlan, compilePlan } from './execute/compile-plan.ts';
import type { PlanContext } from './execute/subgraph-fetch.ts';
import { tracePlanning } from './observe/tracing.ts';
import type { Requester } from './operations/authorization.ts';
import type { ClientOperation } from './operations/client-operation.ts';
import { conditionVariables, decideConditions } from './operations/conditions.ts';
import { Constants } from './operations/constants.ts';
import { OperationAccess } from './operations/operation-access.ts';
import { removeDeniedFields } from './operations/remove-denied-fields.ts';
import { ResponseKeyAliases } from './operations/response-key-aliases.ts';
import { planOperation } from './plan/plan-operation.ts';
import type { Planner } from './plan/planner.ts';
import type { PlanNode } from './plan/query-plan.ts';
import { makeResumable } from './subscriptions/resumption.ts';
import type { Variables } from './values/variable-coercion.ts';

/** Plans kept per operation, the least recently used are evicted first. */
const MAX_PLANS = 64;

const NOTHING_TO_FETCH: CompiledPlan = { stream: undefined, fetch: undefined };

/** Dependencies of planning. */
export interface PlanningDeps extends Omit<PlanContext, 'constants'> {
  readonly planner: Planner;
}

/** A plan for requesters that satisfy the same requirements and give the same values to `@skip` and `@include`. */
export interface OperationPlan extends CompiledPlan {
  readonly projection: Projection;
  readonly aliases: ResponseKeyAliases;
  /** one of the requesters it was made for */
  readonly requester: Requester;
  /** values of the variables of `@skip` and `@include` that it was made for */
  readonly variables: Variables;
}

/** Plans of one operation: made on first use, one for each set of satisfied requirements and condition values. */
export class OperationPlans {
  /** names of the variables of `@skip` and `@include` */
  readonly conditions: readonly string[];
  readonly access: OperationAccess;
  readonly #operation: ClientOperation;
  readonly #isResumable: boolean;
  readonly #deps: PlanningDeps;
  readonly #plans: LRU<OperationPlan | Promise<OperationPlan>> = lru(MAX_PLANS);

  /** @param isResumable whether the operation is a subscription that can resume at a cursor */
  constructor(operation: ClientOperation, isResumable: boolean, deps: PlanningDeps) {
    const { apiSchema, accessRules } = deps.supergraph;
    this.#operation = operation;
    this.#isResumable = isResumable;
    this.#deps = deps;
    this.conditions = conditionVariables(operation);
    this.access = new OperationAccess(apiSchema, operation, accessRules);
  }

  /** The plans that are ready. */
  *ready(): Generator<OperationPlan> {
    for (const plan of this.#plans.values()) if (plan && !(plan instanceof Promise)) yield plan;
  }

  /** The plan for a requester and the values of a request: not a promise when it is ready. */
  planFor(requester: Requester, variables: Variables): OperationPlan | Promise<OperationPlan> {
    let key = this.access.satisfiedKey(requester);
    for (const name of this.conditions) key += variables[name] === true ? 'y' : 'n';
    const known = this.#plans.get(key);
    if (known) return known;
    const planned = tracePlanning(this.#deps.tracer, () => this.#plan(requester, variables));
    this.#plans.set(key, planned);
    planned.then(
      (plan) => this.#plans.set(key, plan),
      () => this.#plans.delete(key),
    );
    return planned;
  }

  async #plan(requester: Requester, variables: Variables): Promise<OperationPlan> {
    const { supergraph, sources } = this.#deps;
    const operation = decideConditions(this.#operation, variables);
    const aliases = new ResponseKeyAliases(operation, supergraph);
    const denialsFor = this.access.denialsFor(requester);
    const { operation: allowed, denials } = removeDeniedFields(supergraph, operation, aliases, denialsFor);
    const constants = new Constants();
    const node = allowed && (await this.#planNode(allowed, constants));
    return {
      ...(node ? compilePlan(node, { ...this.#deps, constants }) : NOTHING_TO_FETCH),
      projection: new Projection({
        supergraph,
        operation,
        aliases,
        isCoerced: [...sources.values()].every((source) => source.isCoerced === true),
        denialOf: (parentType, field, nodes) => {
          const denied = nodes.find((candidate) => denials.has(candidate));
          return denied ? denials.get(denied) : denialsFor(parentType, field);
        },
      }),
      aliases,
      requester,
      variables: Object.fromEntries(this.conditions.map((name) => [name, variables[name]])),
    };
  }

  async #planNode(operation: OperationDefinitionNode, constants: Constants): Promise<PlanNode | undefined> {
    const { supergraph, planner, observer } = this.#deps;
    const rewrite = this.#isResumable ? (text: string): string => makeResumable(text, supergraph.apiSchema) : undefined;
    const startedAt = performance.now();
    const node = await planOperation(operation, planner, constants, rewrite);
    observer.planned(performance.now() - startedAt);
    return node;
  }
}
