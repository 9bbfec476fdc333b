import { useMessages } from '../../language/messages.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import type { QueueList } from '../list/queue-list.ts';
import { GRID_MESSAGES } from './grid.messages.ts';
import type { RowChoice } from './use-row-choice.ts';

/** Keys of the table that work on the whole page. */
export function useGridShortcuts({
  queue,
  go,
  choice,
}: {
  readonly queue: QueueList;
  readonly go: (rank: number) => void;
  readonly choice: RowChoice;
}): void {
  const { keys } = useMessages(GRID_MESSAGES);
  const isInGrid = (): boolean => document.activeElement?.closest('[role=grid]') !== null;
  // the first press brings the focus into the table, where it was
  const move = (by: number): void => go(queue.active.get() + (isInGrid() ? by : 0));
  useShortcuts({
    j: { label: keys.next, run: () => move(1) },
    k: { label: keys.previous, run: () => move(-1) },
    x: { label: keys.select, run: () => choice.toggle(queue.active.get()) },
  });
}
