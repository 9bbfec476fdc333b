import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { limitExceeded } from './limits.ts';

/** Comparing this many pairs takes milliseconds. */
export const MAX_PAIRS = 10_000;

/** Selections of the fields that share a response position. */
interface Place {
  fields: number;
  readonly below: SelectionSetNode[];
}

/**
 * Limit REPEATED_FIELDS: pairs of fields, or of fragments, that share a response position.
 *
 * Validation compares each such pair (FieldsInSetCanMerge of the GraphQL specification), so n fields of one name cost
 * n² / 2 comparisons, and so do n fragments. The count is the sum of n (n − 1) / 2 over all positions, ignoring types.
 *
 * @param document within the limit FIELDS, without fragment cycles: fragments are expanded here
 */
export function checkRepeatedFields(document: DocumentNode): GraphQLError | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  let pairs = 0;
  const count = (selectionSets: readonly SelectionSetNode[]): void => {
    const places = new Map<string, Place>();
    const used = new Set<string>();
    for (const selectionSet of selectionSets) collect(selectionSet, fragments, places, used);
    pairs += pairsOf(used.size);
    for (const { fields, below } of places.values()) {
      pairs += pairsOf(fields);
      if (below.length > 0) count(below);
    }
  };
  for (const node of document.definitions) if (node.kind === Kind.OPERATION_DEFINITION) count([node.selectionSet]);
  return pairs > MAX_PAIRS ? limitExceeded('REPEATED_FIELDS', pairs, MAX_PAIRS) : undefined;
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

function collect(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  places: Map<string, Place>,
  used: Set<string>,
): void {
  for (const node of selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet, fragments, places, used);
    else if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(node.name.value);
      used.add(node.name.value);
      if (fragment) collect(fragment.selectionSet, fragments, places, used);
    } else {
      const key = (node.alias ?? node.name).value;
      const place = places.get(key) ?? { fields: 0, below: [] };
      place.fields++;
      if (node.selectionSet) place.below.push(node.selectionSet);
      places.set(key, place);
    }
  }
}
