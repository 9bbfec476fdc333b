import { type DocumentNode, GraphQLError, Kind, type SelectionSetNode } from 'graphql';

/**
 * Finds `@skip` or `@include` on the root field of a subscription, or on a fragment around it, which the GraphQL
 * specification forbids. graphql-js 16 throws instead of reporting it where the condition is a variable.
 */
export function findConditionalRoot({ definitions }: DocumentNode): GraphQLError | undefined {
  const fragments = new Map<string, SelectionSetNode>();
  for (const node of definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
  for (const node of definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION || node.operation !== 'subscription') continue;
    const error = conditionIn(node.selectionSet, fragments, new Set());
    if (error) return error;
  }
  return undefined;
}

function conditionIn(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, SelectionSetNode>,
  visited: Set<string>,
): GraphQLError | undefined {
  for (const selection of selections) {
    const condition = selection.directives?.find(({ name }) => name.value === 'skip' || name.value === 'include');
    if (condition) {
      const message = `found @${condition.name.value} at the field of a subscription, expected no condition there`;
      return new GraphQLError(message, { nodes: condition });
    }
    const inner = selection.kind === Kind.FIELD ? undefined : innerOf(selection, fragments, visited);
    const error = inner && conditionIn(inner, fragments, visited);
    if (error) return error;
  }
  return undefined;
}

function innerOf(
  selection: Exclude<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>,
  fragments: ReadonlyMap<string, SelectionSetNode>,
  visited: Set<string>,
): SelectionSetNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
  const name = selection.name.value;
  if (visited.has(name)) return undefined;
  visited.add(name);
  return fragments.get(name);
}
