import {
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLOutputType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  type SelectionSetNode,
} from 'graphql';
import type { Denial } from '../operations/authorization.ts';
import type { ClientOperation } from '../operations/client-operation.ts';
import type { ResponseKeyAliases } from '../operations/response-key-aliases.ts';
import { selectedFields } from '../operations/selected-fields.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { isObject, type ResponseObject } from '../values/response-object.ts';
import { type Complete, type CompletedField, completeObject, NULLED } from './object-completer.ts';
import type { ProjectionState } from './projection-state.ts';
import { scalarValue } from './scalar-value.ts';

/** Operation and schema of a projection. */
export interface ProjectionPlan {
  readonly supergraph: Supergraph;
  /** without `@skip` and `@include` */
  readonly operation: ClientOperation;
  readonly aliases: ResponseKeyAliases;
  /** whether the subgraphs' responses are known to have values of their declared types */
  readonly isCoerced: boolean;
  /** reason why a field is denied, if it is */
  readonly denialOf: (
    parentType: string,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ) => Denial | undefined;
}

/**
 * Projects fetched data to the client's response: the response half of the GraphQL specification's execution, with data
 * instead of resolvers.
 *
 * Compiled once per operation; each nested object type when its first value arrives.
 */
export class Projection {
  readonly #complete: Complete;

  constructor(plan: ProjectionPlan) {
    const { operation, selectionSet } = plan.operation.definition;
    const type = plan.supergraph.apiSchema.getRootType(operation);
    if (!type) throw new RangeError(`found a ${operation}, but the schema has none`);
    this.#complete = compileObject(type, [selectionSet], plan);
  }

  /** @returns the `data` of the response; errors are added to the state */
  project(state: ProjectionState): ResponseObject | null {
    return this.#complete(state.data, state) as ResponseObject | null;
  }
}

function compileObject(
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  plan: ProjectionPlan,
): Complete {
  const selected = selectedFields(plan.supergraph.apiSchema, plan.operation, type.name, selectionSets);
  return completeObject([...selected].map(([key, nodes]) => compileField(type, key, nodes, plan)));
}

function compileField(
  type: GraphQLCompositeType,
  key: string,
  nodes: readonly FieldNode[],
  plan: ProjectionPlan,
): CompletedField {
  const node = nodes[0] as FieldNode;
  const name = node.name.value;
  const from = plan.aliases.of(node);
  const compiled = { key, from, isMade: false };
  if (name === '__typename')
    return isObjectType(type)
      ? { ...compiled, isMade: true, complete: () => type.name }
      : { ...compiled, complete: undefined };
  // introspection has run already, under the client's keys
  if (name.startsWith('__')) return { ...compiled, from: key, complete: undefined };
  const field = isUnionType(type) ? undefined : type.getFields()[name];
  if (!field) throw new RangeError(`found ${type.name}.${name}, but the schema has no such field`);
  const place = `${type.name}.${name}`;
  const denial = plan.denialOf(type.name, field, nodes);
  if (denial) return { ...compiled, isMade: true, complete: compileDenial(denial, field.type, place) };
  const selectionSets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
  return { ...compiled, complete: compileValue(field.type, selectionSets, place, plan) };
}

function compileDenial({ code, message }: Denial, type: GraphQLOutputType, place: string): Complete {
  const deny: Complete = (_, state) => {
    state.reportError(message, code);
    return null;
  };
  return isNonNullType(type) ? nonNull(deny, place) : deny;
}

/** Undefined when every value of the type is copied. */
function compileValue(
  type: GraphQLOutputType,
  selectionSets: readonly SelectionSetNode[],
  place: string,
  plan: ProjectionPlan,
): Complete | undefined {
  if (isNonNullType(type)) return nonNull(compileValue(type.ofType, selectionSets, place, plan), place);
  if (isListType(type)) return list(compileValue(type.ofType, selectionSets, place, plan), place);
  if (isScalarType(type)) return plan.isCoerced ? undefined : scalarValue(type);
  if (isEnumType(type)) return enumValue(type);
  return isAbstractType(type) ? abstractObject(type, selectionSets, plan) : lazyObject(type, selectionSets, plan);
}

function nonNull(complete: Complete | undefined, place: string): Complete {
  return (value, state) => {
    const completed = complete ? complete(value, state) : value;
    if (completed !== null && completed !== undefined) return completed;
    state.reportNull(place);
    return NULLED;
  };
}

function list(complete: Complete | undefined, place: string): Complete {
  return (value, state) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return state.reportInvalid(`a list for ${place}`);
    if (!complete) return value;
    const items = new Array(value.length);
    for (let index = 0; index < value.length; index++) {
      state.path.push(index);
      const item = complete(value[index], state);
      state.path.pop();
      if (item === NULLED) return null;
      items[index] = item;
    }
    return items;
  };
}

/** Values that are inaccessible, or unknown to the schema, become null. */
function enumValue(type: GraphQLEnumType): Complete {
  const values = new Set<unknown>(type.getValues().map(({ name }) => name));
  return (value, state) => {
    if (value === null || value === undefined || values.has(value)) return value ?? null;
    return state.reportInvalid(`a value of ${type.name}`);
  };
}

/** Compiled when the first value arrives: a selection may nest as deep as fragments allow, data do not. */
function lazyObject(
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  plan: ProjectionPlan,
): Complete {
  let complete: Complete | undefined;
  return (value, state) => {
    if (value === null || value === undefined) return null;
    if (!isObject(value)) return state.reportInvalid(`an object of ${type.name}`);
    complete ??= compileObject(type, selectionSets, plan);
    return complete(value, state);
  };
}

function abstractObject(
  type: GraphQLAbstractType,
  selectionSets: readonly SelectionSetNode[],
  plan: ProjectionPlan,
): Complete {
  // a subgraph with an @interfaceObject, or a fetch without the type, leaves the type unknown
  const unknown = lazyObject(type, selectionSets, plan);
  const byName = new Map<unknown, Complete>([[undefined, unknown]]);
  if (isInterfaceType(type)) byName.set(type.name, unknown);
  for (const object of plan.supergraph.apiSchema.getPossibleTypes(type))
    byName.set(object.name, lazyObject(object, selectionSets, plan));
  return (value, state) => {
    if (value === null || value === undefined) return null;
    if (!isObject(value)) return state.reportInvalid(`an object of ${type.name}`);
    const complete = byName.get(value.__typename);
    return complete ? complete(value, state) : state.reportInvalid(`a type of ${type.name}`);
  };
}
