import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Bag } from './bag.ts';
import type { ClientOperation } from './client-operation.ts';

/** Fields of one object by response key, in the order of the answer; several nodes of one key are one field. */
export type SelectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/**
 * CollectFields of the GraphQL specification for one runtime type, with `@skip` and `@include` decided.
 *
 * @param conditions values of the Boolean variables that the operation's `@skip` and `@include` name
 */
export function selectedFields(
  schema: GraphQLSchema,
  { fragments }: ClientOperation,
  runtimeType: string,
  selectionSets: readonly SelectionSetNode[],
  conditions: Bag,
): SelectedFields {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection.directives ?? [], conditions)) continue;
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

/** Names of the variables on which `@skip` and `@include` of an operation depend. */
export function conditionVariables({ definition, fragments }: ClientOperation): readonly string[] {
  const names = new Set<string>();
  const collect = ({ name, arguments: values }: DirectiveNode): void => {
    if (name.value !== 'skip' && name.value !== 'include') return;
    for (const { value } of values ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  for (const node of [definition, ...fragments.values()]) visit(node, { Directive: collect });
  return [...names];
}

function isIncluded(directives: readonly DirectiveNode[], conditions: Bag): boolean {
  return directives.every(({ name, arguments: values }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const condition = values?.find((argument) => argument.name.value === 'if')?.value;
    const value =
      condition?.kind === Kind.VARIABLE
        ? conditions[condition.name.value]
        : condition?.kind === Kind.BOOLEAN && condition.value;
    return value === (name.value === 'include');
  });
}

/** Whether a fragment on `condition` applies to an object; one whose type is unknown counts as its interface. */
function applies(schema: GraphQLSchema, condition: string | undefined, runtimeType: string): boolean {
  if (condition === undefined || condition === runtimeType) return true;
  const abstractType = schema.getType(condition);
  const type = schema.getType(runtimeType);
  if (!isCompositeType(type) || !isAbstractType(abstractType) || !('getInterfaces' in type)) return false;
  return schema.isSubType(abstractType, type);
}
