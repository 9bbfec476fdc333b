/** Levels of the last windows that do not overlap, the oldest first. */
export interface CountedWindows {
  readonly levels: readonly number[];
  /** end of the last one, epoch milliseconds; absent when values have no window */
  readonly until?: number | undefined;
}

/** Level that the value of one window reached. */
export interface MeasuredWindow {
  readonly level: number;
  /** absent: the value shares no data with others, and always counts */
  readonly from?: number | undefined;
  readonly until: number;
}

/**
 * Counts a window among the last ones that do not overlap.
 *
 * Windows that slide share most of their requests: one burst is in all of them, and is one breach. So a window that
 * begins before the last counted one has ended replaces it if it is worse, and else does not count. Windows that
 * would have fitted in between had no data: they count as windows that reached no level.
 *
 * @param most so many windows are remembered
 */
export function countWindow(counted: CountedWindows, window: MeasuredWindow, most: number): CountedWindows {
  const { levels, until: last } = counted;
  const { level, from, until } = window;
  if (from === undefined) return { levels: [...levels, level].slice(-most) };
  if (last !== undefined && levels.length > 0 && from < last) {
    if (level <= (levels.at(-1) as number)) return counted;
    return { levels: [...levels.slice(0, -1), level], until };
  }
  const between = last === undefined ? 0 : Math.min(most, Math.floor((from - last) / (until - from)));
  return { levels: [...levels, ...Array<number>(between).fill(0), level].slice(-most), until };
}
