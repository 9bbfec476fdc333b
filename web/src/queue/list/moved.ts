/**
 * Ids of leads that have another place at the top of the list than on the screen: those that entered, left, or stand in
 * another order.
 *
 * Of leads that merely gave way, none counts: the fewest that must have moved do, those outside of the longest common
 * order. One lead that enters pushes another over the end of `served`, and one that leaves draws one in: neither counts.
 *
 * @param shown  ids on the screen from the top; as many as `served`, or more
 * @param served ids of the list as it is now, from the top
 * @param isWhole whether `served` is the whole list
 */
export function movedIds(shown: readonly string[], served: readonly string[], isWhole: boolean): ReadonlySet<string> {
  const ranks = new Map(shown.map((id, rank) => [id, rank]));
  const staying = new Set(longestIncreasing(served.map((id) => ranks.get(id) ?? -1)));
  const moved = new Set(served.filter((_, place) => !staying.has(place)));
  const present = new Set(served);
  // what stands below the last lead that stayed may have been pushed over the end
  const lastStaying = Math.max(-1, ...[...staying].map((place) => ranks.get(served[place] ?? '') ?? -1));
  const reach = isWhole ? shown.length : lastStaying;
  for (const id of shown.slice(0, reach)) if (!present.has(id)) moved.add(id);
  return moved;
}

/** Positions of a longest strictly increasing subsequence; negative values are left out. */
function longestIncreasing(values: readonly number[]): readonly number[] {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, position) => {
    if (value < 0) return;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    before[position] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = position;
  });
  const found: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] as number) found.push(at);
  return found;
}
