/**
 * Ranks of values from 1 on, equal values sharing the mean of their ranks: 10, 20, 20, 30 → 1, 2½, 2½, 4.
 *
 * @param values finite, or infinite; no NaN
 */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => compare(values[a] as number, values[b] as number));
  const ranks = new Float64Array(n);
  for (let from = 0; from < n; ) {
    const value = values[order[from] as number];
    let to = from + 1;
    while (to < n && values[order[to] as number] === value) to += 1;
    for (let i = from; i < to; i += 1) ranks[order[i] as number] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** Not by difference: that of two infinities is not a number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
