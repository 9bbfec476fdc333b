import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** A measure of a document as if each fragment were expanded at each spread. */
export interface Measure {
  /** a field with the measure of its subfields */
  field(node: FieldNode, below: number): number;
  /** an operation or fragment with the measure of its selections; by default, that measure */
  frame?(node: OperationDefinitionNode | InlineFragmentNode | FragmentSpreadNode, inside: number): number;
  /** joins the measures of two siblings: a sum or the larger; stays finite */
  join(one: number, other: number): number;
}

/** Sum that cannot overflow: nested fragments that are each spread twice double at each level. */
export function saturatingSum(one: number, other: number): number {
  return Math.min(one + other, Number.MAX_SAFE_INTEGER);
}

/**
 * Measures a document, all operations together. Each fragment is measured once, so the work is linear in the document,
 * however large its expanded form would be. A fragment that spreads itself adds nothing to itself: validation refuses
 * it later.
 */
export function measure(document: DocumentNode, rule: Measure): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const known = new Map<string, number>();

  const ofFragment = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const fragment = fragments.get(name);
    known.set(name, 0);
    const size = fragment ? ofSelections(fragment.selectionSet) : 0;
    known.set(name, size);
    return size;
  };
  const ofSelections = ({ selections }: SelectionSetNode): number => {
    let size = 0;
    for (const selection of selections) size = rule.join(size, ofSelection(selection));
    return size;
  };
  const ofSelection = (node: FieldNode | InlineFragmentNode | FragmentSpreadNode): number => {
    if (node.kind === Kind.FIELD) return rule.field(node, node.selectionSet ? ofSelections(node.selectionSet) : 0);
    const inside = node.kind === Kind.INLINE_FRAGMENT ? ofSelections(node.selectionSet) : ofFragment(node.name.value);
    return rule.frame ? rule.frame(node, inside) : inside;
  };

  let size = 0;
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const inside = ofSelections(node.selectionSet);
    size = rule.join(size, rule.frame ? rule.frame(node, inside) : inside);
  }
  return size;
}
