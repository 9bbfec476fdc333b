import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  isObjectType,
  isUnionType,
  type SelectionSetNode,
} from 'graphql';
import type { Denial } from '../operations/authorization.ts';
import type { ClientOperation } from '../operations/client-operation.ts';
import type { ResponseKeyAliases } from '../operations/response-key-aliases.ts';
import { selectedFields } from '../operations/selected-fields.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';

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

/** One field of an object of the response. */
export interface AnswerField {
  /** the client's response key */
  readonly key: string;
  /** key in the subgraphs' responses */
  readonly from: string;
  /** the value of `__typename` where the type is known before the data */
  readonly typename?: string;
  readonly denial?: Denial | undefined;
  /** undefined: the value is passed as it is */
  readonly type?: GraphQLOutputType;
  /** the type's name and the field's, for messages */
  readonly place: string;
  readonly selectionSets: readonly SelectionSetNode[];
}

/** Fields that an operation selects of objects of one type, in response order. */
export function answerFields(
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  plan: ProjectionPlan,
): readonly AnswerField[] {
  const selected = selectedFields(plan.supergraph.apiSchema, plan.operation, type.name, selectionSets);
  return [...selected].map(([key, nodes]) => answerField(type, key, nodes, plan));
}

/**
 * Key of an introspection field's value beside the subgraphs' responses: no name of a field, since clients may give it
 * the name of another one.
 *
 * @param key the client's response key
 */
export function introspectionKey(key: string): string {
  return `introspection ${key}`;
}

function answerField(
  type: GraphQLCompositeType,
  key: string,
  nodes: readonly FieldNode[],
  plan: ProjectionPlan,
): AnswerField {
  const node = nodes[0] as FieldNode;
  const name = node.name.value;
  const place = `${type.name}.${name}`;
  const shown = { key, from: plan.aliases.of(node), place, selectionSets: [] };
  if (name === '__typename') return isObjectType(type) ? { ...shown, typename: type.name } : shown;
  if (name.startsWith('__')) return { ...shown, from: introspectionKey(key) };
  const field = isUnionType(type) ? undefined : type.getFields()[name];
  if (!field) throw new RangeError(`found ${place}, but the schema has no such field`);
  return {
    ...shown,
    type: field.type,
    denial: plan.denialOf(type.name, field, nodes),
    selectionSets: nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
  };
}
