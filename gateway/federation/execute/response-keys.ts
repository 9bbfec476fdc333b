import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/**
 * Response keys of an operation's outermost fields or, given one of these, of its subfields.
 *
 * @param field response key of an outermost field, such as `_entities`
 */
export function responseKeys(document: DocumentNode, field?: string): ReadonlySet<string> {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new RangeError('plan: found a fetch without an operation, expected one');
  const fields = fieldsOf(operation.selectionSet, fragmentsOf(document));
  const found = field === undefined ? fields : nestedFields(fields, field, document);
  return new Set(found.map(({ alias, name }) => (alias ?? name).value));
}

function nestedFields(fields: readonly FieldNode[], key: string, document: DocumentNode): FieldNode[] {
  return fields
    .filter(({ alias, name }) => (alias ?? name).value === key)
    .flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet, fragmentsOf(document)) : []));
}

function fieldsOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, fragments);
    const fragment = fragments.get(selection.name.value);
    return fragment ? fieldsOf(fragment.selectionSet, fragments) : [];
  });
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
