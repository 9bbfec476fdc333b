import type { GraphQLObjectType } from 'graphql';
import type { ResponseObject } from '../values/response-object.ts';
import type { ProjectionPlan } from './answer-field.ts';
import { type AnswerForm, OBJECT_FORM, TEXT_FORM } from './answer-form.ts';
import { type CompleteObject, compileObject } from './object-code.ts';
import type { ProjectionState } from './projection-state.ts';

/**
 * Projects fetched data to the client's response: the response half of the GraphQL specification's execution, with data
 * instead of resolvers. As objects or as their JSON.
 *
 * Compiled once per operation and form, on first use.
 */
export class Projection {
  readonly #plan: ProjectionPlan;
  readonly #root: GraphQLObjectType;
  #toObject: CompleteObject | undefined;
  #toText: CompleteObject | undefined;

  constructor(plan: ProjectionPlan) {
    const { operation } = plan.operation.definition;
    const root = plan.supergraph.apiSchema.getRootType(operation);
    if (!root) throw new RangeError(`found a ${operation}, but the schema has none`);
    this.#plan = plan;
    this.#root = root;
  }

  /** @returns the `data` of the response; errors are added to the state */
  project(state: ProjectionState): ResponseObject | null {
    this.#toObject ??= this.#compile(OBJECT_FORM);
    return this.#toObject(state.data, state) as ResponseObject | null;
  }

  /** @returns JSON of the `data` of the response, or null; errors are added to the state */
  write(state: ProjectionState): string | null {
    this.#toText ??= this.#compile(TEXT_FORM);
    return this.#toText(state.data, state) as string | null;
  }

  #compile(form: AnswerForm): CompleteObject {
    const { selectionSet } = this.#plan.operation.definition;
    return compileObject({ type: this.#root, selectionSets: [selectionSet], path: [] }, this.#plan, form);
  }
}
