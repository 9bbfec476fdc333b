import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
} from 'react';
import { useLocation } from 'wouter';
import { useStore } from '../../store/store.ts';
import type { QueueList } from '../list/queue-list.ts';
import type { ColumnName } from '../view/columns.ts';
import type { CellContext } from './cells.tsx';
import styles from './grid.module.css';
import { movementOf } from './grid-keys.ts';
import { LeadRow, rowId } from './lead-row.tsx';
import { useGridShortcuts } from './use-grid-shortcuts.ts';
import type { RowChoice } from './use-row-choice.ts';
import { useRowHeight } from './use-row-height.ts';
import { type RowWindow, useWindow } from './use-window.ts';

/** The rows of a list that are on the screen, in a spacer as high as all of them. */
export function LeadRows({
  queue,
  columns,
  count,
  choice,
  context,
  scroller,
}: {
  readonly queue: QueueList;
  readonly columns: readonly ColumnName[];
  readonly count: number;
  readonly choice: RowChoice;
  readonly context: CellContext;
  readonly scroller: RefObject<HTMLElement | null>;
}): React.ReactNode {
  const { rowHeight, headHeight } = useRowHeight();
  const active = useStore(queue.active);
  const start = { start: queue.firstShown.get(), startShift: queue.shift.get() };
  const rows = useWindow(scroller, { count, rowHeight, headHeight, ...start, active });
  useShown(queue, rows.shown);
  useKeptShift(queue, scroller, (rows.shown[0] - rows.base) * rowHeight);
  const go = useFocusedRow(queue, rows, count);
  useGridShortcuts({ queue, go, choice });
  const keys = useGridKeys({ queue, count, rows, go, choice });
  return (
    <tbody className={styles.body} style={{ blockSize: rows.height }} {...keys}>
      {rows.items.map(({ index }) => {
        const rank = rows.base + index;
        const slot = queue.list.at(rank);
        return (
          <LeadRow
            key={rank}
            {...{ rank, slot, columns, context }}
            top={index * rowHeight}
            height={rowHeight}
            isActive={rank === active}
            isSelected={typeof slot === 'object' && choice.selection.has(slot.row.id)}
          />
        );
      })}
    </tbody>
  );
}

/** Tells the list which rows are on the screen. */
function useShown({ list, firstShown }: QueueList, [first, last]: RowWindow['shown']): void {
  useEffect(() => {
    firstShown.set(first);
    list.show(first, last);
  }, [list, firstShown, first, last]);
}

/** Keeps where exactly the list is left, for the way back to it. */
function useKeptShift({ shift }: QueueList, scroller: RefObject<HTMLElement | null>, firstAt: number): void {
  const left = useRef<HTMLElement>(null);
  const keep = useEffectEvent(() => {
    if (left.current) shift.set(left.current.scrollTop - firstAt);
  });
  // the parent's element is there after the first drawing, and still scrolled when this is taken down
  useEffect(() => {
    left.current = scroller.current;
  }, [scroller]);
  useLayoutEffect(() => () => keep(), []);
}

/** Moves the focus to a row by its rank, which is scrolled to and drawn first. */
function useFocusedRow(queue: QueueList, rows: RowWindow, count: number): (rank: number) => void {
  const awaited = useRef(queue.takesFocus.get() ? queue.active.get() : undefined);
  // no list of dependencies: the row may be drawn by any later rendering
  useEffect(() => {
    if (awaited.current === undefined) return;
    const row = document.getElementById(rowId(awaited.current));
    if (!row) return;
    awaited.current = undefined;
    queue.takesFocus.set(false);
    row.focus({ preventScroll: true });
  });
  return (rank) => {
    if (rank < 0 || rank >= count) return;
    awaited.current = rank;
    rows.reveal(rank);
    queue.active.set(rank);
    document.getElementById(rowId(rank))?.focus({ preventScroll: true });
  };
}

interface KeyParts {
  readonly queue: QueueList;
  readonly count: number;
  readonly rows: RowWindow;
  readonly go: (rank: number) => void;
  readonly choice: RowChoice;
}

/** Keys and clicks of the rows. */
function useGridKeys({ queue, count, rows, go, choice }: KeyParts): {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
} {
  const [, navigate] = useLocation();
  const [first, last] = rows.shown;
  return {
    onKeyDown(event) {
      const from = queue.active.get();
      const movement = movementOf(event, from, count, Math.max(1, last - first - 1));
      const isOnRow = event.target instanceof HTMLTableRowElement;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (movement) {
        if (movement.extends) choice.extend(from, movement.to);
        go(movement.to);
      } else if (event.key === 'Escape') choice.clear();
      else if (isOnRow && event.key === 'Enter') openLead(queue, from, navigate);
      else if (isOnRow && event.key === ' ') choice.toggle(from);
      else return;
      event.preventDefault();
    },
    onClick(event) {
      const target = event.target as HTMLElement;
      const rank = Number(target.closest<HTMLElement>('[data-rank]')?.dataset.rank ?? Number.NaN);
      if (Number.isNaN(rank)) return;
      const isCheckbox = target instanceof HTMLInputElement;
      if (event.shiftKey) choice.extend(queue.active.get(), rank);
      else if (isCheckbox) choice.toggle(rank);
      queue.active.set(rank);
      if (target.closest('a')) queue.takesFocus.set(true);
      else if (!isCheckbox) go(rank);
    },
  };
}

/** Opens the lead of a rank. */
function openLead(queue: QueueList, rank: number, navigate: (address: string) => void): void {
  const slot = queue.list.at(rank);
  if (typeof slot !== 'object') return;
  queue.takesFocus.set(true);
  navigate(`/lead/${encodeURIComponent(slot.row.id)}`);
}
