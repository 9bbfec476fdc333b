import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { useLocation } from 'wouter';
import { serverNow } from '../../clock/server-clock.ts';
import type { LeadOrder } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useStore } from '../../store/store.ts';
import { useEverySecond } from '../../ui/ticking.ts';
import { PAGE_SIZE } from '../list/lead-pages.ts';
import type { QueueList } from '../list/queue-list.ts';
import type { ColumnName } from '../view/columns.ts';
import { useLeadWords } from '../words/use-lead-words.ts';
import type { CellContext } from './cells.tsx';
import { gridTracks } from './column-layout.ts';
import { GRID_MESSAGES } from './grid.messages.ts';
import styles from './grid.module.css';
import { GridHead } from './grid-head.tsx';
import { movementOf } from './grid-keys.ts';
import { LeadRow, rowId } from './lead-row.tsx';
import { useGridShortcuts } from './use-grid-shortcuts.ts';
import { type RowChoice, useRowChoice } from './use-row-choice.ts';
import { useRowHeight } from './use-row-height.ts';
import { type RowWindow, useWindow } from './use-window.ts';

interface GridProps {
  readonly queue: QueueList;
  readonly columns: readonly ColumnName[];
  readonly order: LeadOrder;
  readonly onOrder: (order: LeadOrder) => void;
  /** leads of the list as the graph counts them; undefined while that is not known, or where there are more */
  readonly total: number | undefined;
}

const MINUTE_MS = 60_000;

/** The leads of a list as a table that is scrolled without end, and worked by keyboard. On a phone its rows are cards. */
export function LeadGrid({ queue, columns, order, onOrder, total }: GridProps): React.ReactNode {
  const state = useSyncExternalStore(queue.list.follow, queue.list.state);
  const count = countOf(state, total);
  const { rowHeight, headHeight, isCards } = useRowHeight();
  const scroller = useRef<HTMLElement>(null);
  const active = useStore(queue.active);
  const start = { start: queue.firstShown.get(), startShift: queue.shift.get() };
  const rows = useWindow(scroller, { count, rowHeight, headHeight, ...start, active });
  useShown(queue, rows.shown);
  useKeptShift(queue, scroller, (rows.shown[0] - rows.base) * rowHeight);
  const choice = useRowChoice(queue);
  const go = useFocusedRow(queue, rows, count);
  const context = useCellContext();
  const { texts } = context;
  useGridShortcuts({ queue, go, choice });
  const keys = useGridKeys({ queue, count, rows, go, choice });
  return (
    <section ref={scroller} className={styles.scroller} aria-label={texts.label} data-cards={isCards || undefined}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that is worked by keyboard
        role="grid"
        className={styles.grid}
        aria-label={texts.label}
        aria-description={texts.hint}
        aria-rowcount={state.isEnd || total !== undefined ? count + 1 : -1}
        aria-multiselectable="true"
        aria-busy={!state.isReady}
        style={{ '--tracks': gridTracks(columns) } as React.CSSProperties}
      >
        <GridHead
          {...{ columns, order, onOrder, texts }}
          selectAll={<SelectAll choice={choice} label={texts.selectAll} />}
        />
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
      </table>
    </section>
  );
}

/** Rows of the list: as many as are known, counted, or at least loading. */
function countOf({ known, isEnd }: { readonly known: number; readonly isEnd: boolean }, total = 0): number {
  return isEnd ? known : Math.max(known + PAGE_SIZE, total);
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
  const keep = useEffectEvent((left: HTMLElement) => shift.set(left.scrollTop - firstAt));
  useLayoutEffect(() => {
    const left = scroller.current;
    if (left) return () => keep(left);
    return undefined;
  }, [scroller]);
}

function useCellContext(): CellContext {
  const texts = useMessages(GRID_MESSAGES);
  const words = useLeadWords();
  const format = useFormat();
  useEverySecond(60);
  const now = Math.floor(serverNow() / MINUTE_MS) * MINUTE_MS;
  return useMemo(() => ({ texts, words, format, now }), [texts, words, format, now]);
}

/** Moves the focus to a row by its rank, which is scrolled to and drawn first. */
function useFocusedRow(queue: QueueList, rows: RowWindow, count: number): (rank: number) => void {
  const awaited = useRef<number>(undefined);
  // no list of dependencies: the row may be drawn by any later rendering
  useEffect(() => {
    if (awaited.current === undefined) return;
    const row = document.getElementById(rowId(awaited.current));
    if (!row) return;
    awaited.current = undefined;
    row.focus({ preventScroll: true });
  });
  // on the way back from a lead
  useEffect(() => {
    if (queue.isLeft.get()) document.getElementById(rowId(queue.active.get()))?.focus({ preventScroll: true });
    queue.isLeft.set(false);
  }, [queue]);
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
      if (target.closest('a')) queue.isLeft.set(true);
      else if (!isCheckbox) go(rank);
    },
  };
}

/** Opens the lead of a rank. */
function openLead(queue: QueueList, rank: number, navigate: (address: string) => void): void {
  const slot = queue.list.at(rank);
  if (typeof slot !== 'object') return;
  queue.isLeft.set(true);
  navigate(`/lead/${encodeURIComponent(slot.row.id)}`);
}

function SelectAll({ choice, label }: { readonly choice: RowChoice; readonly label: string }): React.ReactNode {
  const { loaded, loadedSelected } = choice.counts;
  return (
    <input
      type="checkbox"
      className={styles.checkbox}
      aria-label={label}
      title={label}
      checked={loaded > 0 && loadedSelected === loaded}
      ref={(box) => {
        if (box) box.indeterminate = loadedSelected > 0 && loadedSelected < loaded;
      }}
      onChange={choice.toggleLoaded}
    />
  );
}
