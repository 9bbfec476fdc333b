import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  OverlappingFieldsCanBeMergedRule,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql';

/** A valid document out of one that may hold fields that clash, empty selections, and what nobody uses. */
export function tidy(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  for (let current = swept(document); ; ) {
    const clashing = new Set<ASTNode>();
    for (const { nodes = [] } of validate(schema, current, [OverlappingFieldsCanBeMergedRule])) {
      // the last of the nodes that clash is the later one, or holds it
      const last = nodes.at(-1);
      if (last) clashing.add(last);
    }
    if (clashing.size === 0) return current;
    current = swept(visit(current, { enter: (node) => (clashing.has(node) ? null : undefined) }));
  }
}

/** Without empty selections, unused fragments and unused variables. */
function swept(document: DocumentNode): DocumentNode {
  const filled: DocumentNode = visit(document, { SelectionSet: { leave: filledUp } });
  const known = new Map<string, FragmentDefinitionNode>();
  for (const node of filled.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) known.set(node.name.value, node);
  const fragments = new Set<FragmentDefinitionNode>();
  const variables = new Set<string>();
  const follow = (node: ASTNode): void => {
    visit(node, {
      [Kind.VARIABLE_DEFINITION]: () => false,
      [Kind.VARIABLE]: ({ name }) => void variables.add(name.value),
      [Kind.FRAGMENT_SPREAD]: ({ name }) => {
        const fragment = known.get(name.value);
        if (!fragment || fragments.has(fragment)) return;
        fragments.add(fragment);
        follow(fragment);
      },
    });
  };
  for (const node of filled.definitions) if (node.kind === Kind.OPERATION_DEFINITION) follow(node);
  const isUsed = (node: ASTNode): boolean => node.kind !== Kind.FRAGMENT_DEFINITION || fragments.has(node);
  return visit(
    { ...filled, definitions: filled.definitions.filter(isUsed) },
    { [Kind.VARIABLE_DEFINITION]: ({ variable }) => (variables.has(variable.name.value) ? undefined : null) },
  );
}

function filledUp(node: SelectionSetNode): SelectionSetNode | undefined {
  if (node.selections.length > 0) return undefined;
  return { ...node, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] };
}
