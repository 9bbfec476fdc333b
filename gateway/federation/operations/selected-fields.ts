import {
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { ClientOperation } from './client-operation.ts';

/** Fields of one object by response key, in response order; nodes with the same key are one field. */
export type SelectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/**
 * CollectFields of the GraphQL specification for one runtime type. `@skip` and `@include` have been applied.
 */
export function selectedFields(
  schema: GraphQLSchema,
  { fragments }: ClientOperation,
  runtimeType: string,
  selectionSets: readonly SelectionSetNode[],
): SelectedFields {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        fields.set(key, [...(fields.get(key) ?? []), selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(schema, selection.typeCondition?.name.value, runtimeType)) collect(selection.selectionSet);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment && applies(schema, fragment.typeCondition.name.value, runtimeType)) collect(fragment.selectionSet);
      }
    }
  };
  selectionSets.forEach(collect);
  return fields;
}

/** Whether a fragment on `condition` applies to an object; an object of unknown type counts as its interface. */
function applies(schema: GraphQLSchema, condition: string | undefined, runtimeType: string): boolean {
  if (condition === undefined || condition === runtimeType) return true;
  const abstractType = schema.getType(condition);
  const type = schema.getType(runtimeType);
  if (!isCompositeType(type) || isUnionType(type) || !isAbstractType(abstractType)) return false;
  return schema.isSubType(abstractType, type);
}
