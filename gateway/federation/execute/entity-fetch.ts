import type { GraphQLError } from 'graphql';
import type { BatchFetchNode, EntityBatchAlias, FetchNode } from '../plan/query-plan.ts';
import type { SubgraphResult } from '../sources/source.ts';
import { isObject, type ResponseObject, type ResponsePath } from '../values/response-object.ts';
import { EntitySet, type EntityTargets } from './entity-set.ts';
import type { ExecutionState } from './execution-state.ts';
import type { FlattenPath } from './flatten-path.ts';
import { type AnswerHandler, type PlanContext, type Step, SubgraphFetch } from './subgraph-fetch.ts';

/** Compiles a fetch of entities: of the objects at one path, or of several sets of objects at once. */
export function compileEntityFetch(
  node: Omit<FetchNode, 'kind'> | BatchFetchNode,
  aliases: readonly Omit<EntityBatchAlias, 'paths'>[],
  pathsOf: (index: number) => readonly FlattenPath[],
  plan: PlanContext,
): Step {
  const fetch = new SubgraphFetch(node, plan);
  const { document } = fetch.operation;
  const sets = aliases.map((alias, index) => new EntitySet(alias, pathsOf(index), node.serviceName, document, plan));
  return (state) => {
    const variables: ResponseObject = {};
    let isNeeded = false;
    const targets = sets.map((set) => {
      const found = set.collect(state);
      variables[set.variable] = found.representations;
      isNeeded ||= found.representations.length > 0;
      return found;
    });
    return isNeeded ? fetch.send(state, variables, new EntityAnswer(fetch, sets, targets, state)) : undefined;
  };
}

/** Handles a response to `_entities`: merges entities into the objects that they were fetched for. */
class EntityAnswer implements AnswerHandler {
  readonly #fetch: SubgraphFetch;
  readonly #sets: readonly EntitySet[];
  /** per set */
  readonly #targets: readonly EntityTargets[];
  readonly #state: ExecutionState;

  constructor(
    fetch: SubgraphFetch,
    sets: readonly EntitySet[],
    targets: readonly EntityTargets[],
    state: ExecutionState,
  ) {
    this.#fetch = fetch;
    this.#sets = sets;
    this.#targets = targets;
    this.#state = state;
  }

  absorb({ data, errors }: SubgraphResult): void {
    if (isObject(data)) {
      this.#sets.forEach((set, index) => {
        const entities = data[set.alias];
        if (Array.isArray(entities)) set.spread(entities, this.#targets[index] as EntityTargets);
      });
    }
    if (errors && errors.length > 0) this.#report(errors);
    else if (!isObject(data)) this.fail(new TypeError(`found data ${JSON.stringify(data)}, expected an object`));
  }

  fail(error: unknown): void {
    this.#report([error]);
  }

  #report(errors: readonly unknown[]): void {
    const mask = this.#fetch.errorMask(this.#state);
    for (const error of errors) {
      const found = mask.publish(error);
      const [alias, position, ...rest] = (error as Partial<GraphQLError>).path ?? [];
      this.#sets.forEach((set, index) => {
        const targets = this.#targets[index] as EntityTargets;
        const concerned = alias === undefined || alias === set.alias;
        if (!concerned) return;
        if (typeof position !== 'number') set.fail(this.#state, found, targets, () => true);
        else if (rest.length === 0) set.fail(this.#state, found, targets, (slot) => slot === position);
        else this.#addErrors(set, targets, position, rest, found);
      });
    }
  }

  /** An error below one entity is reported below every object that the entity was merged into. */
  #addErrors(
    set: EntitySet,
    { slots }: EntityTargets,
    position: number,
    rest: ResponsePath,
    error: ReturnType<ReturnType<SubgraphFetch['errorMask']>['publish']>,
  ): void {
    set.locate(this.#state).forEach((place, index) => {
      if (slots[index] === position) this.#state.addFetchError(error, [...place, ...set.renamed(rest)]);
    });
  }
}
