import { GRADES, type ListName, OPEN_STAGES, OWNER_ME, OWNER_NONE } from '../view/view.ts';

/** A value of a condition. */
export interface FacetValue {
  readonly value: string;
  /** leads that have it beside the other conditions; undefined while that is not known */
  readonly count: number | undefined;
  readonly isSelected: boolean;
}

const ALWAYS: Partial<Record<ListName, readonly string[]>> = { stage: OPEN_STAGES, grade: GRADES };

/** Counts of the graph, where null stands for leads without a value. */
export interface CountedValues {
  readonly values: readonly { readonly value: string | null; readonly count: number }[];
  /** of different values, also of those that are not listed */
  readonly valueCount: number;
}

/** Whether there are more values than are listed: the most frequent ones. */
export function isCut({ values, valueCount }: CountedValues): boolean {
  return values.length < valueCount;
}

/**
 * Values of a condition in the order of the list: stages and grades in their own order; of the others the selected ones
 * first, then by number of leads.
 *
 * @param counted undefined while that is not known
 * @param words   values that any lead has: one that no lead of the view has counts 0
 */
export function facetValues(
  name: ListName,
  selected: readonly string[],
  counted: CountedValues | undefined,
  words: readonly string[],
): readonly FacetValue[] {
  const noValue = name === 'owner' ? OWNER_NONE : '';
  const counts = new Map(counted?.values.map(({ value, count }) => [value ?? noValue, count]));
  const countOfOthers = counted && !isCut(counted) ? 0 : undefined;
  const fixed = ALWAYS[name];
  const values = new Set([...(fixed ?? selected), ...counts.keys(), ...selected, ...(fixed ? [] : words)]);
  // leads without a value have no condition, but for those without an owner
  values.delete('');
  const all = [...values].map((value) => ({
    value,
    count: value === OWNER_ME ? undefined : (counts.get(value) ?? countOfOthers),
    isSelected: selected.includes(value),
  }));
  if (fixed) return all;
  return all.sort(
    (one, other) => Number(other.isSelected) - Number(one.isSelected) || (other.count ?? 0) - (one.count ?? 0),
  );
}
