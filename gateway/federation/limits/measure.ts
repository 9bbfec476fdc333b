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

/** How to count something over a document as if every fragment stood where it is used. */
export interface Measure {
  /** a field with what was found below it */
  field(node: FieldNode, below: number): number;
  /** an operation or a fragment's use with what was found in it; without it, only that */
  frame?(node: OperationDefinitionNode | InlineFragmentNode | FragmentSpreadNode, inside: number): number;
  /** two parts that stand beside each other, a sum or the larger; stays finite */
  join(one: number, other: number): number;
}

/** A sum that cannot overflow: fragments that use each other twice double at each step. */
export function saturatingSum(one: number, other: number): number {
  return Math.min(one + other, Number.MAX_SAFE_INTEGER);
}

/**
 * Measures a document, all operations together. Each fragment is measured once, so the work is linear in the document,
 * however large it would be with its fragments written out. A fragment that uses itself adds nothing to itself:
 * validation refuses it later.
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
