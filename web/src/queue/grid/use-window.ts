import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { SPACER_ROWS, spacerBase, spacerRows } from '../list/spacer.ts';

/** The part of a long list that is drawn. */
export interface RowWindow {
  /** rows that are drawn, by their index in the spacer */
  readonly items: readonly VirtualItem[];
  /** rank of the spacer's first row */
  readonly base: number;
  /** height of the spacer, pixels */
  readonly height: number;
  /** first and last rank on the screen */
  readonly shown: readonly [first: number, last: number];
  /** Scrolls until a rank is on the screen. */
  reveal(rank: number): void;
}

/**
 * Draws the rows on the screen of a list of any length.
 *
 * @param count      rows of the list
 * @param rowHeight  pixels
 * @param headHeight pixels above the rows, which stay on the screen
 * @param start      rank on the screen at first
 * @param startShift pixels of it that are scrolled past
 * @param active     rank that is always drawn, as the focus is in it
 */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  {
    count,
    rowHeight,
    headHeight,
    start,
    startShift,
    active,
  }: {
    readonly count: number;
    readonly rowHeight: number;
    readonly headHeight: number;
    readonly start: number;
    readonly startShift: number;
    readonly active: number;
  },
): RowWindow {
  const [base, setBase] = useState(() => spacerBase(0, start, Number.POSITIVE_INFINITY));
  const rows = spacerRows(base, count);
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    initialOffset: (start - base) * rowHeight + startShift,
    rangeExtractor: ({ startIndex, endIndex, overscan }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(rows - 1, endIndex + overscan);
      const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
      const focused = active - base;
      if (focused >= 0 && focused < first) indexes.unshift(focused);
      else if (focused > last && focused < rows) indexes.push(focused);
      return indexes;
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are measured again when they change
  useLayoutEffect(() => virtualizer.measure(), [rowHeight]);
  const { range } = virtualizer;
  const shown = range ? ([base + range.startIndex, base + range.endIndex] as const) : ([start, start] as const);
  useMovingBase(scroller, { base, setBase, first: shown[0], count, rowHeight });
  return {
    items: virtualizer.getVirtualItems(),
    base,
    height: rows * rowHeight,
    shown,
    reveal(rank) {
      if (rank >= base && rank < base + SPACER_ROWS) virtualizer.scrollToIndex(rank - base);
      else setBase(spacerBase(base, rank, count));
    },
  };
}

/** Moves the spacer on; the scroller moves against it, so that the same rows stay on the screen. */
function useMovingBase(
  scroller: RefObject<HTMLElement | null>,
  {
    base,
    setBase,
    first,
    count,
    rowHeight,
  }: {
    readonly base: number;
    readonly setBase: (base: number) => void;
    readonly first: number;
    readonly count: number;
    readonly rowHeight: number;
  },
): void {
  const earlier = useRef(base);
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop += (earlier.current - base) * rowHeight;
    earlier.current = base;
  }, [base, rowHeight, scroller]);
  useEffect(() => setBase(spacerBase(base, first, count)), [base, first, count, setBase]);
}
