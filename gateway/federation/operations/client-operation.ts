import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

/** One operation of a client's document with the fragments that it uses. */
export interface ClientOperation {
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/**
 * Finds an operation in a valid document.
 *
 * @param name of the operation; required when the document has several
 * @returns undefined when no operation has the name, or several could be meant
 */
export function findOperation(document: DocumentNode, name: string | undefined): ClientOperation | undefined {
  const definition = getOperationAST(document, name);
  if (!definition) return undefined;
  const known = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) known.set(node.name.value, node);
  const fragments = new Map<string, FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      [Kind.FRAGMENT_SPREAD]: ({ name: { value } }: FragmentSpreadNode) => {
        const fragment = known.get(value);
        if (!fragment || fragments.has(value)) return;
        fragments.set(value, fragment);
        follow(fragment);
      },
    });
  };
  follow(definition);
  return { definition, fragments };
}

/** The operation as a document of its own. */
export function asDocument({ definition, fragments }: ClientOperation): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [definition, ...fragments.values()] };
}
