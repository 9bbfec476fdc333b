import { GRADES, type ListName, OPEN_STAGES, OWNER_ME, OWNER_NONE } from '../view/view.ts';

/** A value of a condition. */
export interface FacetValue {
  readonly value: string;
  /** leads that have it beside the other conditions; undefined while that is not known */
  readonly count: number | undefined;
  readonly isSelected: boolean;
}

const ALWAYS: Partial<Record<ListName, readonly string[]>> = { stage: OPEN_STAGES, grade: GRADES };

/**
 * Values of a condition in the order of the list: stages and grades in their own order; of the others the selected ones
 * first, then by number of leads.
 *
 * @param counts of the graph, where null stands for leads without a value
 * @param words  values that any lead has: one that no lead of the view has counts 0
 */
export function facetValues(
  name: ListName,
  selected: readonly string[],
  counts: readonly { readonly value: string | null; readonly count: number }[] | undefined,
  words: readonly string[],
): readonly FacetValue[] {
  const counted = new Map(counts?.map(({ value, count }) => [value ?? (name === 'owner' ? OWNER_NONE : ''), count]));
  const fixed = ALWAYS[name];
  const values = new Set([...(fixed ?? selected), ...counted.keys(), ...selected, ...(fixed ? [] : words)]);
  // leads without a value have no condition, but for those without an owner
  values.delete('');
  const all = [...values].map((value) => ({
    value,
    count: value === OWNER_ME ? undefined : (counted.get(value) ?? (counts && 0)),
    isSelected: selected.includes(value),
  }));
  if (fixed) return all;
  return all.sort(
    (one, other) => Number(other.isSelected) - Number(one.isSelected) || (other.count ?? 0) - (one.count ?? 0),
  );
}
